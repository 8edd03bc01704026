package ai.viralclip.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The settings that may be given as a file: {@code R2_SECRET_ACCESS_KEY_FILE} names the file that holds
 * {@code R2_SECRET_ACCESS_KEY}. They are the secrets, and what comes in one piece with them.
 */
enum FileSetting {
    R2_ACCOUNT_ID("clip.r2.account-id"),
    R2_BUCKET_NAME("clip.r2.bucket-name"),
    R2_ACCESS_KEY_ID("clip.r2.access-key-id"),
    R2_SECRET_ACCESS_KEY("clip.r2.secret-access-key"),
    R2_SESSION_TOKEN("clip.r2.session-token"),
    R2_ENDPOINT_URL("clip.r2.endpoint-url"),
    R2_KEY_EXPIRES_AT("clip.r2.key-expires-at"),
    CLIP_R2_TRANSFER_PROXY("clip.r2.transfer.proxy"),
    CLIP_URLS_CDN_KEYS("clip.urls.cdn.keys"),
    CLIP_MEDIA_HTTPS_CREDENTIALS("clip.media.https.credentials"),
    CLIP_PAGE_READ_TOKEN("clip.page.read-token"),
    CLIP_PAGE_ACT_TOKEN("clip.page.act-token"),
    SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG("spring.kafka.properties.sasl.jaas.config"),
    SPRING_KAFKA_SSL_TRUST_STORE_PASSWORD("spring.kafka.ssl.trust-store-password"),
    SPRING_KAFKA_SSL_KEY_STORE_PASSWORD("spring.kafka.ssl.key-store-password"),
    SPRING_KAFKA_SSL_KEY_PASSWORD("spring.kafka.ssl.key-password");

    /** A secret is short: what is larger is another file, named by mistake. */
    private static final int MAX_BYTES = 64 * 1024;

    private final String property;

    FileSetting(String property) {
        this.property = property;
    }

    /** What is set in the end, whichever way. */
    String property() {
        return property;
    }

    /** The variable that names the file. */
    String fileVariable() {
        return name() + "_FILE";
    }

    /**
     * The file's text, without the line break at its end.
     *
     * @throws Unusable where there is no such text. The path is not shown: where a secret was set in place of its
     *     file's name, it is the secret
     */
    String read(String path) throws Unusable {
        ByteBuffer content = contentOf(path);
        if (content.remaining() > MAX_BYTES) {
            throw unusable("names a file of more than " + MAX_BYTES / 1024 + " KB, which is no such setting");
        }
        String text = text(content).replaceFirst("[\r\n]+\\z", "");
        if (text.isBlank()) {
            throw unusable("names a file that is empty");
        }
        if (text.chars().anyMatch(FileSetting::isNoText)) {
            throw noText();
        }
        return text;
    }

    /** Which of the two is meant cannot be told. */
    Unusable setTwice() {
        return unusable("and " + name() + " are both set: set one of them");
    }

    private ByteBuffer contentOf(String path) throws Unusable {
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                throw unusable("names a file that is not there");
            }
            if (!Files.isRegularFile(file)) {
                throw unusable("names something that is not a file");
            }
            try (var in = Files.newInputStream(file)) {
                return ByteBuffer.wrap(in.readNBytes(MAX_BYTES + 1));
            }
        } catch (InvalidPathException e) {
            throw unusable("is not a file's name");
        } catch (IOException e) {
            throw unusable("names a file that this process may not read");
        }
    }

    private String text(ByteBuffer content) throws Unusable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw noText();
        }
    }

    /** A byte order mark, or the zeros of UTF-16, would be part of the key, and be seen nowhere. */
    private static boolean isNoText(int character) {
        return character == '\uFEFF'
                || (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t');
    }

    private Unusable noText() {
        return unusable("names a file that is not text in UTF-8 (without a byte order mark)");
    }

    private Unusable unusable(String why) {
        return new Unusable(fileVariable() + " " + why);
    }

    /** The message names the setting, and shows neither path nor content. */
    static final class Unusable extends Exception {

        private Unusable(String message) {
            super(message);
        }
    }
}
