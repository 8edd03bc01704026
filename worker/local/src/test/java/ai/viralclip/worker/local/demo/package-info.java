@NullMarked
package ai.viralclip.worker.local.demo;

import org.jspecify.annotations.NullMarked;
