package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * So many videos of a size, each with a thumbnail, as all senders send them: few distinct files, so that they are in
 * the page cache.
 *
 * @param list names all files, one a line
 * @param script of curl
 */
record Batch(
        String name,
        int count,
        double gib,
        List<RenderedMedia> videos,
        List<RenderedMedia> thumbnails,
        Path list,
        Path script) {

    private static final int DISTINCT = 8;
    private static final int RUNS = 16;

    static Batch of(Stage stage, int count, int bytes) throws IOException {
        String name = count + "-" + bytes;
        List<RenderedMedia> videos = new ArrayList<>();
        List<RenderedMedia> thumbnails = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            videos.add(stage.media.video(name + "-" + i, bytes));
            thumbnails.add(stage.media.thumbnail(name + "-" + i));
        }
        List<String> files = new ArrayList<>();
        List<String> script = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (RenderedMedia media : List.of(thumbnails.get(i % DISTINCT), videos.get(i % DISTINCT))) {
                String file = Path.of(media.uri()).toString();
                script.add("upload-file = \"" + file + "\"");
                script.add("url = \"" + stage.endpoint() + "/open/curl/" + files.size() + ".mp4\"");
                files.add(file);
            }
        }
        return new Batch(
                bytes >= 1 << 20 ? count + " × " + (bytes >> 20) + " MiB" : count + " × " + (bytes >> 10) + " KiB",
                count,
                count * (double) (bytes + Media.THUMBNAIL_BYTES) / (1L << 30),
                videos,
                thumbnails,
                Files.write(stage.file("list-" + name), files),
                Files.write(stage.file("curl-" + name), script));
    }

    /** Of runs that nobody has seen yet. */
    List<ClipRendered> clips() {
        String round = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RenderedMedia video = videos.get(i % DISTINCT);
            RenderedMedia thumbnail = thumbnails.get(i % DISTINCT);
            clips.add(Media.clip("user" + i % RUNS, round + "-" + i % RUNS, i, video, Optional.of(thumbnail)));
        }
        return clips;
    }
}
