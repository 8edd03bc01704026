package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.cli.CommandFailure;
import ai.viralclip.worker.cli.Terminal;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.PrometheusProcess;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clips demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a Kafka broker, an S3 server and the worker as it ships on this machine, renders a few clips, and"
                    + " checks everything that comes out. Stays up until Ctrl-C, for you to look around.",
            ""
        },
        footer = {
            "",
            "One clip that cannot succeed (a broken mp4 of the samples) is always rendered along, also with --clips,"
                    + " so that you see clip-failed and its dead letter too.",
            "Ends with 0 when everything was as it should be, with 1 when not, with 2 when called wrongly.",
        },
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Option(
            names = "--clips",
            paramLabel = "DIR",
            description = "Your own clips instead of the samples: DIR/*.mp4, with DIR/NAME.jpg as thumbnail where there"
                    + " is one. They are read where they lie and never changed.")
    private Optional<Path> clips = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "KIND",
            defaultValue = "file",
            description =
                    "Where the media is offered: file, s3 (a bucket of the same store, which copies it by itself), or"
                            + " https (a web server on this machine; default: ${DEFAULT-VALUE}).")
    private MediaOffer source = MediaOffer.FILE;

    @Option(names = "--once", description = "End after the checks instead of staying up.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON document instead of tables; progress goes to stderr.")
    private boolean json;

    @Option(names = "--tls", description = "Let the S3 server speak https, with a certificate made for this run.")
    private boolean tls;

    @Option(
            names = "--monitoring",
            description =
                    "Let a Prometheus watch the worker by the rules of monitoring/, and draw the board of clips at"
                            + " the end. Prometheus, node, npm and Chromium are this machine's; what is missing is named and"
                            + " left out.")
    private boolean monitoring;

    @Option(
            names = "--beside",
            paramLabel = "DIR",
            description =
                    "Start nothing: use a broker, a store and workers that run already, named by a worker's environment."
                            + " DIR has the store's data/, and access/trust-store.p12 where it speaks https."
                            + " docker-compose.yml does so.")
    private Optional<Path> beside = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "How long to wait for the worker to be ready, and for the answers (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = 120;

    private final Path home = Path.of(System.getProperty("clips.home", ""));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Progress progress = new Progress(Terminal.standardError());
        if (beside.isPresent()) {
            return besideOthers(beside.get(), progress);
        }
        List<DemoClip> chosen = chosenClips();
        requireWorkerJar();
        Workspace workspace = Workspace.create();
        Logs.to(workspace.logs());
        Stage stage = new Stage(workspace, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "clips-demo-end"));
        try {
            return show(stage, chosen, workspace, progress);
        } catch (IllegalStateException e) {
            if (stage.isEnding()) { // Ctrl-C took away what was worked with
                return INTERRUPTED;
            }
            keepLogs(workspace, progress);
            throw e;
        }
    }

    private int besideOthers(Path folder, Progress progress) throws IOException {
        try (Workspace workspace = Workspace.create()) {
            Logs.to(workspace.logs());
            Beside others = Beside.of(folder, System.getenv());
            Ledger ledger = others.of(others.samples(), progress, Duration.ofSeconds(timeoutSeconds));
            print(ledger);
            return ledger.ok() ? 0 : 1;
        }
    }

    private int show(Stage stage, List<DemoClip> chosen, Workspace workspace, Progress progress)
            throws IOException, InterruptedException {
        Duration limit = Duration.ofSeconds(timeoutSeconds);
        LocalBroker broker = stage.startBroker();
        LocalStore store = stage.startStore(tls);
        Optional<MediaSite> site = stage.startSite(source);
        WorkerProcess worker = stage.startWorker(workerJar(), broker, store, roots(), source.settings(site), limit);
        InstantSource clock = InstantSource.system();
        Monitoring watch = new Monitoring(home, workspace, progress, clock);
        Optional<PrometheusProcess> prometheus =
                monitoring ? stage.startPrometheus(watch.watching(worker), limit) : Optional.empty();
        if (prometheus.isPresent()) {
            watch.awaitLook(prometheus.get());
        }
        Ledger rendered = new Rendering(
                        broker.bootstrapServers(), StoreView.of(store), worker::isAlive, progress, clock)
                .of(source.of(chosen, store, site), limit);
        Ledger ledger =
                new Afterwards(broker.bootstrapServers(), StoreView.of(store), progress, clock).added(rendered, limit);
        print(ledger);
        if (!ledger.ok()) {
            keepLogs(workspace, progress);
        }
        if (prometheus.isPresent()) {
            watch.board(prometheus.get());
        }
        if (!once) {
            progress.line(endpoints(broker, store, worker)
                    + "\n" + stage.page().told(worker)
                    + prometheus.map(one -> "\n  Prometheus  " + one.address()).orElse(""));
            new CountDownLatch(1).await();
        }
        return ledger.ok() ? 0 : 1;
    }

    private static void keepLogs(Workspace workspace, Progress progress) {
        workspace.keepLogs();
        progress.line("the logs of this run are kept: " + workspace.logs());
    }

    private void print(Ledger ledger) {
        Terminal out = Terminal.standardOutput();
        if (json) {
            out.line(LedgerJson.of(ledger));
        } else {
            new LedgerText(out).print(ledger);
        }
    }

    private List<DemoClip> chosenClips() throws IOException {
        List<DemoClip> samples = SampleClips.in(samples());
        if (clips.isEmpty()) {
            return samples;
        }
        Path folder = clips.get();
        List<DemoClip> chosen =
                new ArrayList<>(Files.isDirectory(folder) ? FolderClips.in(folder.toRealPath()) : List.of());
        if (chosen.isEmpty()) {
            throw new CommandFailure(
                    "no .mp4 files in " + folder + "; name a folder that has some, or leave --clips out");
        }
        samples.stream().filter(clip -> !clip.isGood()).forEach(chosen::add);
        return chosen;
    }

    private List<Path> roots() throws IOException {
        List<Path> roots = new ArrayList<>(List.of(samples()));
        if (clips.isPresent()) {
            roots.add(clips.get().toRealPath());
        }
        return roots;
    }

    private Path samples() throws IOException {
        return home.resolve("worker/samples").toRealPath();
    }

    private Path workerJar() {
        return home.resolve("worker/target/clip-storage-worker.jar");
    }

    private void requireWorkerJar() {
        if (!Files.exists(workerJar())) {
            throw new CommandFailure("the worker is not built; run this by worker/bin/clips, which builds it");
        }
    }

    private static String endpoints(LocalBroker broker, LocalStore store, WorkerProcess worker) {
        return """

                Everything is up until Ctrl-C:
                  Kafka       %s
                  S3          %s, bucket %s (objects: %s)
                  health      %s
                  metrics     %s""".formatted(
                        broker.bootstrapServers(),
                        store.endpoint(),
                        store.bucket(),
                        store.objects(),
                        worker.actuator("health"),
                        worker.actuator("prometheus"));
    }
}
