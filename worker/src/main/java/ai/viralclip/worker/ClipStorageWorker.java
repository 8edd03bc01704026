package ai.viralclip.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker's entry point: {@code java -jar clip-storage-worker.jar}. */
@SpringBootApplication
public class ClipStorageWorker {

    ClipStorageWorker() {}

    static void main(String[] args) {
        SpringApplication.run(ClipStorageWorker.class, args);
    }
}
