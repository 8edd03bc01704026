/** What an S3 store is told and what its answers mean: ETags, checksums, time-outs, codes, and what S3 promises. */
@NullMarked
package ai.viralclip.worker.bucket.s3.answers;

import org.jspecify.annotations.NullMarked;
