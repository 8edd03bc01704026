package ai.viralclip.worker.media.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code s3://bucket/key} names. What is escaped in the key is taken as octets of UTF-8 (RFC 3986 §2); a folder
 * {@code .} or {@code ..} in it is refused: to S3 it is a name like any other, to some stores it is not.
 */
record S3Uri(String bucket, String key) {

    /** What any store lets a bucket be called; which ones may be named is configuration. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]+");

    /** S3's limit, in bytes. */
    private static final int LONGEST_KEY = 1_024;

    static S3Uri of(URI uri) throws MediaException {
        String bucket = uri.getRawAuthority();
        String path = uri.getPath();
        if (bucket == null
                || path == null
                || path.length() < 2
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused("an s3: URI has a bucket, a key and nothing else, as in s3://renders/u1/clip.mp4");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            // Not quoted: what is no bucket may be a key and its secret.
            throw refused("the s3: URI has a user, a port or something else where a bucket is named");
        }
        String key = path.substring(1);
        if (key.getBytes(UTF_8).length > LONGEST_KEY || key.chars().anyMatch(S3Uri::isNoText)) {
            throw refused("the s3: URI names a key that is too long, or has characters that no key should have");
        }
        if (List.of(key.split("/", -1)).stream().anyMatch(name -> name.equals(".") || name.equals(".."))) {
            throw refused("the s3: URI has a folder . or .. in its key");
        }
        return new S3Uri(bucket, key);
    }

    /** What was escaped and is no UTF-8 was replaced by U+FFFD: it would name something else. */
    private static boolean isNoText(int character) {
        return character < 0x20 || character == 0x7f || character == 0xfffd;
    }

    private static MediaException refused(String why) {
        return new MediaException(new NotAllowed(why));
    }

    /** As it is shown. */
    String place() {
        return "s3://" + bucket + "/" + key;
    }

    /** The last part of the key. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
