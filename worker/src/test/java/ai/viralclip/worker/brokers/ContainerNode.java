package ai.viralclip.worker.brokers;

import ai.viralclip.worker.local.ClusterNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;

/**
 * A node of a cluster in a container. Killed and started again, it is the same container: its data and its ports are
 * kept.
 *
 * @param log written when it is asked for, and at the end: Docker has it until then
 */
record ContainerNode(GenericContainer<?> container, Path log) implements ClusterNode {

    @Override
    public void kill() {
        if (isAlive()) {
            docker().killContainerCmd(id()).exec();
        }
    }

    @Override
    public void stop(Duration within) {
        if (isAlive()) {
            docker().stopContainerCmd(id())
                    .withTimeout(Math.toIntExact(within.toSeconds()))
                    .exec();
        }
    }

    @Override
    public void restart() {
        if (!isAlive()) {
            docker().startContainerCmd(id()).exec();
        }
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public boolean endsWithin(Duration time) {
        try (WaitContainerResultCallback ending =
                docker().waitContainerCmd(id()).start()) {
            return ending.awaitCompletion(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path log() {
        try {
            return Files.writeString(log, container.getLogs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        log();
        container.close();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }
}
