@NullMarked
package ai.viralclip.operator.deadletters;

import org.jspecify.annotations.NullMarked;
