/** Where the bytes come from that are to be stored: boundaries, behind each of which is one kind of source. */
@NamedInterface("source")
@NullMarked
package ai.viralclip.worker.bucket.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
