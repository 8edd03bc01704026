/**
 * Rendered media at {@code https://} on hosts that the operator lists. An event says where to read, and is believed in
 * nothing: what is connected to is what was checked, and no answer is longer, slower or stranger than the settings let
 * it be (decision 0104).
 */
@NullMarked
package ai.viralclip.worker.media.https;

import org.jspecify.annotations.NullMarked;
