@NullMarked
package ai.viralclip.operator.letters;

import org.jspecify.annotations.NullMarked;
