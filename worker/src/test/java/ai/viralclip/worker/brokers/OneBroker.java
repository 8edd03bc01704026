package ai.viralclip.worker.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * A broker of its own for each class of tests, from before its first test until after its last: classes run at the same
 * time. Whoever wants it takes a {@link Broker} as a parameter.
 */
public final class OneBroker implements BeforeAllCallback, ParameterResolver {

    private static final Namespace PLACE = Namespace.create(OneBroker.class);

    /** With the folder that its data is in. */
    private record Running(Broker broker, Path directory) implements AutoCloseable {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("broker");
                return new Running(Brokers.chosen().one(directory), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    @Override
    public void beforeAll(ExtensionContext ofTheClass) {
        ofTheClass.getStore(PLACE).put(Running.class, Running.start());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Broker.class;
    }

    @Override
    public Broker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getStore(PLACE).get(Running.class, Running.class);
        if (running == null) {
            throw new IllegalStateException("no broker runs for " + context.getDisplayName());
        }
        return running.broker();
    }
}
