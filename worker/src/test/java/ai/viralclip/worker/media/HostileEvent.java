package ai.viralclip.worker.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;

/** An event that names its video somehow, by the whole way from its bytes on. */
public final class HostileEvent {

    private static final String DATA = """
            {"uid":"u","run_id":"r","video_url":"https://a.example/v","style":"s",
             "highlight":{"id":1,"title":"t","start":"00:00:00","end":"00:00:01"},
             "video":{"uri":"URI"},"thumbnail":null}
            """;

    private HostileEvent() {}

    /** The video that it announces. */
    public static RenderedMedia video(String uri) throws ContractViolation {
        StringBuilder json = new StringBuilder();
        uri.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .chars()
                .forEach(c -> json.append(c < ' ' ? String.format("\\u%04x", c) : Character.toString(c)));
        return new EventCodec()
                .decode(DATA.replace("URI", json).getBytes(UTF_8), ClipRendered.class)
                .video();
    }

    /**
     * How it ends to take that video: {@code Class: reason}, {@code contract: reason}, or {@code taken: bytes}.
     *
     * @param other what other failures to read mean
     */
    public static String outcome(MediaSource source, String uri, Function<IOException, String> other) {
        try (CheckedMedia media = source.open(hashed(video(uri)), MediaKind.VIDEO);
                InputStream in = ((Payload.Streamed) media.content()).bytes().open(0)) {
            return "taken: " + in.transferTo(OutputStream.nullOutputStream());
        } catch (ContractViolation e) {
            return "contract: " + e.getMessage();
        } catch (MediaException e) {
            return told(e.failure());
        } catch (SourceUnresponsive e) {
            return "Unresponsive: " + e.getMessage();
        } catch (SourceChanged e) {
            return "Changed: " + e.getMessage();
        } catch (IOException e) {
            return other.apply(e);
        }
    }

    public static String told(MediaFailure failure) {
        return failure.getClass().getSimpleName() + ": " + failure.detail();
    }

    /** So that it is not read whole before it is opened. */
    private static RenderedMedia hashed(RenderedMedia media) {
        return new RenderedMedia(media.uri(), media.sizeBytes(), Optional.of(new Sha256("0".repeat(64))));
    }
}
