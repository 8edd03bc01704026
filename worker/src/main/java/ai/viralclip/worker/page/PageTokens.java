package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.process.Recurring;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what, by the token that a request brings: {@code Authorization: Bearer} and nothing else, so that no other
 * site can make a browser send it. Each comparison takes the same time. A wrong token is answered late, a few at one
 * time and the others not at all: nobody guesses faster than that, and whoever has the right one never waits.
 */
final class PageTokens {

    private static final Logger LOG = LoggerFactory.getLogger(PageTokens.class);
    private static final String BEARER = "Bearer ";
    private static final int WRONG_ONES_AT_ONCE = 4;

    private final Optional<byte[]> reader;
    private final Optional<byte[]> actor;
    private final Duration delay;
    private final Recurring wrongOnes;
    private final Semaphore waiting = new Semaphore(WRONG_ONES_AT_ONCE);

    /** @param delay before a wrong token is answered */
    PageTokens(PageProperties page, Duration delay, InstantSource clock) {
        this.reader = digestOfToken(page.readToken());
        this.actor = digestOfToken(page.actToken());
        this.delay = delay;
        this.wrongOnes = new Recurring(clock);
    }

    /** What a token turned out to be. */
    sealed interface Judged {}

    /** The token of this role. */
    record Known(Role role) implements Judged {}

    /** It is none, or there is none. */
    record Unknown(PageAnswer answer) implements Judged {}

    Judged judge(PageRequest request) throws InterruptedException {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isEmpty()) {
            return new Unknown(unauthorized("This takes a token: send it as Authorization: Bearer <token>. It is what"
                    + " CLIP_PAGE_READ_TOKEN or CLIP_PAGE_ACT_TOKEN was set to."));
        }
        byte[] candidate = digest(
                authorization.get().startsWith(BEARER) ? authorization.get().substring(BEARER.length()) : "");
        // Both are always compared.
        boolean acts = isSame(actor, candidate);
        boolean reads = isSame(reader, candidate);
        if (acts || reads) {
            return new Known(acts ? Role.ACT : Role.READ);
        }
        return new Unknown(wrong());
    }

    private PageAnswer wrong() throws InterruptedException {
        wrongOnes
                .happenedAndIsDue()
                .ifPresent(failures ->
                        LOG.atWarn().addKeyValue("failures", failures).log("the page was asked with a wrong token"));
        if (!waiting.tryAcquire()) {
            return PageAnswer.refused(429, "Too many wrong tokens at one time: wait a second.")
                    .with("Retry-After", "1");
        }
        try {
            Thread.sleep(delay);
        } finally {
            waiting.release();
        }
        return unauthorized("This token is not known: it is not what CLIP_PAGE_READ_TOKEN or CLIP_PAGE_ACT_TOKEN was"
                + " set to when the worker started.");
    }

    private static PageAnswer unauthorized(String sentence) {
        return PageAnswer.refused(401, sentence).with("WWW-Authenticate", "Bearer realm=\"clips\"");
    }

    private static boolean isSame(Optional<byte[]> token, byte[] candidate) {
        return token.isPresent() && MessageDigest.isEqual(token.get(), candidate);
    }

    private static Optional<byte[]> digestOfToken(String token) {
        return token.isEmpty() ? Optional.empty() : Optional.of(digest(token));
    }

    /** Of one length, whatever was sent. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
