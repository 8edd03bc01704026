package ai.viralclip.worker.media.https;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.Announcement;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.CountedBytes;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.Changed;
import ai.viralclip.worker.media.MediaFailure.ChecksumMismatch;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import ai.viralclip.worker.media.MediaHash;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.Peek;
import ai.viralclip.worker.media.SecondLook;
import ai.viralclip.worker.media.SourceKind;
import ai.viralclip.worker.media.spool.Spool;
import ai.viralclip.worker.media.spool.SpooledFile;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Media at {@code https:}, on hosts that the operator lists. Where its server tells versions apart and gives parts, it
 * goes from the connection to the store; else it is held in the {@link Spool} first.
 */
final class HttpsSource implements MediaSource {

    private final Fetcher fetcher;
    private final Spool spool;
    private final HttpsProperties settings;
    private final long maxBytes;
    private final MediaEvent.Listener events;

    /** @param maxBytes that any media may have */
    HttpsSource(Fetcher fetcher, Spool spool, HttpsProperties settings, long maxBytes, MediaEvent.Listener events) {
        this.fetcher = fetcher;
        this.spool = spool;
        this.settings = settings;
        this.maxBytes = maxBytes;
        this.events = events;
    }

    /** As much as it may be, where nobody says. */
    @Override
    public long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException {
        Opening opening = new Opening(announced, kind);
        Optional<Long> size = opening.told().sizeBytes();
        return size.isPresent() ? size.get() : opening.found().orElse(maxBytes);
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        return new Opening(announced, kind).open();
    }

    private static MediaException failed(HttpsUrl url, IOException e) {
        return new MediaException(
                switch (e) {
                    case HttpsTrouble trouble -> trouble.failure();
                    case SourceUnresponsive silent -> new Unresponsive(String.valueOf(silent.getMessage()));
                    case SourceChanged changed -> new Changed(String.valueOf(changed.getMessage()));
                    default -> new Unresponsive(url.shown() + " breaks off");
                });
    }

    /** One file, once. */
    private final class Opening {

        private final RenderedMedia announced;
        private final MediaKind kind;
        private final HttpsUrl url;
        private final Limits limits = Limits.of(settings);

        Opening(RenderedMedia announced, MediaKind kind) throws MediaException {
            this.announced = announced;
            this.kind = kind;
            try {
                this.url = HttpsUrl.read(announced.uri());
            } catch (HttpsTrouble e) {
                throw new MediaException(e.failure());
            }
        }

        Announcement told() {
            return new Announcement(announced, url.shown(), url.shown(), maxBytes);
        }

        Optional<Long> found() throws MediaException {
            try {
                OptionalLong found =
                        Beginning.read(fetcher, url, limits).version().sizeBytes();
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                told().requireSize(found.getAsLong());
                return Optional.of(found.getAsLong());
            } catch (HttpsTrouble e) {
                throw new MediaException(e.failure());
            }
        }

        CheckedMedia open() throws MediaException {
            try {
                Beginning beginning = Beginning.read(fetcher, url, limits);
                Version version = beginning.version();
                if (version.sizeBytes().isPresent()) {
                    told().requireSize(version.sizeBytes().getAsLong());
                }
                return version.isPinned() ? pinned(beginning) : spooled();
            } catch (IOException e) {
                throw failed(url, e);
            }
        }

        private CheckedMedia pinned(Beginning beginning) throws IOException, MediaException {
            Version version = beginning.version();
            told().requireForm(kind, kind.flaw(new RangedReads(fetcher, url, limits, beginning).peek()));
            SourceBytes bytes =
                    new CountedBytes(new PinnedBytes(fetcher, url, settings, version), SourceKind.HTTPS, events);
            return checked(bytes, version.sizeBytes().orElseThrow());
        }

        private CheckedMedia spooled() throws IOException, MediaException {
            SpooledFile file = spool();
            boolean isGood = false;
            try {
                events.on(new MediaEvent.Came(SourceKind.HTTPS, file.sizeBytes()));
                told().requireSize(file.sizeBytes());
                told().requireForm(kind, kind.flaw(Peek.of(file.channel())));
                CheckedMedia media = checked(file, file.sizeBytes());
                isGood = true;
                return media;
            } finally {
                if (!isGood) {
                    file.close();
                }
            }
        }

        private SpooledFile spool() throws IOException, MediaException {
            try (Exchange exchange = fetcher.get(url, Wanted.all(), limits)) {
                AnswerHead head = exchange.head();
                head.requireFound();
                head.requirePlain();
                head.requireWhole();
                head.requireEnd();
                return spool.write(
                        exchange,
                        url.shown(),
                        head.length(),
                        announced.sizeBytes().orElse(maxBytes));
            }
        }

        private CheckedMedia checked(SourceBytes bytes, long sizeBytes) throws IOException {
            Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : MediaHash.of(bytes, sizeBytes);
            SecondLook look = () -> lookAgain(bytes, sizeBytes, sha256);
            return new CheckedMedia(kind, new Payload.Streamed(bytes, sizeBytes, sha256), look);
        }

        private void lookAgain(SourceBytes bytes, long sizeBytes, Sha256 sha256) throws MediaException {
            try {
                Sha256 now = MediaHash.of(bytes, sizeBytes);
                if (!now.equals(sha256)) {
                    throw new MediaException(
                            new ChecksumMismatch(url.shown() + " has sha256 " + now + ", announced was " + sha256));
                }
            } catch (SourceChanged e) {
                // Another attempt may find it whole.
            } catch (IOException e) {
                throw failed(url, e);
            }
        }
    }
}
