package ai.viralclip.worker;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.util.ClassUtils;

/** The worker's entry point: {@code java -jar clip-storage-worker.jar}. */
@SpringBootApplication
public class ClipStorageWorker {

    /** What the build makes of the beans: it is in the jar, and not beside classes that an IDE has compiled. */
    private static final String GENERATED = ClipStorageWorker.class.getName() + "__ApplicationContextInitializer";

    ClipStorageWorker() {}

    static void main(String[] args) {
        wireByGeneratedCode();
        SpringApplication.run(ClipStorageWorker.class, args);
    }

    /** For a start that takes less processor time (decision 0014); {@code -Dspring.aot.enabled=false} wires as ever. */
    private static void wireByGeneratedCode() {
        boolean beingGenerated = Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
        if (!beingGenerated && ClassUtils.isPresent(GENERATED, ClipStorageWorker.class.getClassLoader())) {
            System.getProperties().putIfAbsent(AotDetector.AOT_ENABLED, "true");
        }
    }
}
