package ai.viralclip.worker;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the image starts: the worker, or for {@code docker run IMAGE clips ...} one of the operators' commands. There is
 * no shell in the image that could tell them apart (decision 0050).
 */
final class Container {

    private static final String COMMANDS = "clips";
    private static final String COMMANDS_MAIN = "ai.viralclip.worker.cli.Clips";

    /** The file that lists the class path of the commands. */
    private static final String COMMANDS_CLASS_PATH = "clip.commands.classpath";

    private Container() {}

    static void main(String[] args) throws IOException, ReflectiveOperationException {
        if (args.length > 0 && args[0].equals(COMMANDS)) {
            command(Arrays.copyOfRange(args, 1, args.length));
        } else {
            ClipStorageWorker.main(args);
        }
    }

    /** On a class path of its own: nothing of the worker is seen from there. */
    @SuppressWarnings("resource") // as long as the process
    private static void command(String[] args) throws IOException, ReflectiveOperationException {
        var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var main = Class.forName(COMMANDS_MAIN, true, loader).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) args);
    }

    private static URL[] classPath() throws IOException {
        String list = System.getProperty(COMMANDS_CLASS_PATH);
        if (list == null) {
            throw new IllegalStateException("the operators' commands are not here: " + COMMANDS_CLASS_PATH);
        }
        List<URL> jars = new ArrayList<>();
        for (String jar : Files.readString(Path.of(list)).strip().split(File.pathSeparator, -1)) {
            jars.add(Path.of(jar).toUri().toURL());
        }
        return jars.toArray(URL[]::new);
    }
}
