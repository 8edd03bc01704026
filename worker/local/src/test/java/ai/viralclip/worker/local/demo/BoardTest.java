package ai.viralclip.worker.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of node, npm and Chromium. */
final class BoardTest {

    private static final String DRAWS = "for last; do :; done; echo \"$*\" > \"$last\"";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path home;
    private Path tools;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
        tools = Files.createDirectories(directory.resolve("tools"));
        Files.createDirectories(home.resolve("monitoring/boards"));
        Files.createDirectories(home.resolve("monitoring/grafana/dashboards"));
        Files.createFile(home.resolve("monitoring/boards/draw.mjs"));
        Files.createFile(home.resolve("monitoring/grafana/dashboards/clips-flow.json"));
    }

    @Test
    void isDrawnOnceItsModulesAreFetched() throws Exception {
        program("node", DRAWS);
        program("npm", "echo \"$*\" > asked && mkdir node_modules");
        program("chromium", "exit 1");

        Path picture = draw().orElseThrow();

        assertThat(picture).isEqualTo(home.resolve("worker/target/demo/clips-flow.png"));
        assertThat(Files.readString(picture))
                .isEqualTo(
                        "draw.mjs %s --prometheus http://127.0.0.1:9 --range 2m --scrape-interval 1s --theme light --out %s\n"
                                .formatted(home.resolve("monitoring/grafana/dashboards/clips-flow.json"), picture));
        assertThat(home.resolve("monitoring/boards/asked")).hasContent("ci");
    }

    @Test
    void isAPageWhereThereIsNoChromium() throws Exception {
        Files.createDirectory(home.resolve("monitoring/boards/node_modules"));
        program("node", DRAWS);

        assertThat(draw()).contains(home.resolve("worker/target/demo/clips-flow.html"));
        assertThat(said()).contains("Debian package: chromium");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(draw()).isEmpty();
        assertThat(said()).contains("not drawn: node is not installed (Debian package: nodejs)");

        program("node", DRAWS);
        assertThat(draw()).isEmpty();
        assertThat(said()).contains("not drawn: npm is not installed (Debian package: npm)");

        Files.delete(home.resolve("monitoring/boards/draw.mjs"));
        assertThat(draw()).isEmpty();
        assertThat(said()).contains("not drawn: there is no ");
    }

    @Test
    void saysWhatAProgramSaidThatFailed() throws Exception {
        program("node", "echo 'draw: no answer'; exit 2");
        program("npm", "echo 'npm error network'; exit 1");
        assertThat(draw()).isEmpty();
        assertThat(said()).contains("npm ci in monitoring/boards failed: npm error network");

        Files.createDirectory(home.resolve("monitoring/boards/node_modules"));
        assertThat(draw()).isEmpty();
        assertThat(said()).contains("draw.mjs failed: draw: no answer");
    }

    private Optional<Path> draw() throws IOException {
        Terminal terminal = new Terminal(new PrintStream(said, true, UTF_8), false, false);
        return new Board(
                        home,
                        directory.resolve("board.log"),
                        name -> Optional.of(tools.resolve(name)).filter(Files::exists),
                        new Progress(terminal))
                .draw(URI.create("http://127.0.0.1:9"));
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
