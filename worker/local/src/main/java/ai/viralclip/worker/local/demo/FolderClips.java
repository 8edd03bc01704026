package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's own mp4 files, as one run of the user {@code demo}: numbered by name, {@code NAME.jpg} as thumbnail. */
final class FolderClips {

    /** Where in which video a file was cut from is not known. */
    private static final Timecode UNKNOWN = new Timecode("00:00:00");

    private FolderClips() {}

    /** The folder's clips; none where it holds no mp4 file. */
    static List<DemoClip> in(Path folder) throws IOException {
        List<DemoClip> clips = new ArrayList<>();
        for (Path video : videos(folder)) {
            clips.add(DemoClip.good(event(folder, video, clips.size() + 1)));
        }
        return clips;
    }

    private static List<Path> videos(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> lowerName(file).endsWith(".mp4"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static ClipRendered event(Path folder, Path video, int n) throws IOException {
        String fileName = video.getFileName().toString();
        String title = fileName.substring(0, fileName.length() - ".mp4".length());
        Path jpeg = folder.resolve(title + ".jpg");
        Optional<RenderedMedia> thumbnail =
                Files.isRegularFile(jpeg) ? Optional.of(MediaFile.of(jpeg).announced()) : Optional.empty();
        return new ClipRendered(
                new Uid("demo"),
                new RunId("my-clips"),
                folder.toUri().toString(),
                Optional.of("My clips"),
                Optional.empty(),
                new Style("original"),
                highlight(n, title),
                MediaFile.of(video).announced(),
                thumbnail);
    }

    private static Highlight highlight(int n, String title) {
        return new Highlight(
                n,
                title,
                Optional.empty(),
                UNKNOWN,
                UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String lowerName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
