/** The bucket behind the S3 protocol: the AWS SDK, which nobody else uses, and what must be wired with it. */
@NullMarked
package ai.viralclip.worker.bucket.s3;

import org.jspecify.annotations.NullMarked;
