package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file as the pipeline announces it. The path is absolute and free of links. */
record MediaFile(Path path, long sizeBytes, Sha256 sha256) {

    static MediaFile of(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            Digested content = Digested.read(in);
            return new MediaFile(path.toRealPath(), content.sizeBytes(), content.sha256());
        }
    }

    RenderedMedia announced() {
        return new RenderedMedia(path.toUri(), Optional.of(sizeBytes), Optional.of(sha256));
    }
}
