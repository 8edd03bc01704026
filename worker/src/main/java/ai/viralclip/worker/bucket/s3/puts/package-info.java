/** What becomes an object, and how: whole, in parts, or as a copy; held back until it may be seen. */
@NullMarked
package ai.viralclip.worker.bucket.s3.puts;

import org.jspecify.annotations.NullMarked;
