package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** A request to the store, as its head says. */
public record StoreCall(HttpHead head) {

    String method() {
        return head.startLine().substring(0, head.startLine().indexOf(' '));
    }

    /** The object's key; empty for a request about the bucket. */
    public String key() {
        String path = target().replaceFirst("\\?.*", "");
        int bucketEnds = path.indexOf('/', 1);
        return bucketEnds < 0
                ? ""
                : URLDecoder.decode(path.substring(bucketEnds + 1).replace("+", "%2B"), UTF_8);
    }

    /** A reader's request, by a URL that was handed out: no business of the faults. */
    boolean isPresigned() {
        return target().contains("X-Amz-Signature=");
    }

    public boolean isOf(String worker) {
        return head.header("user-agent").contains("app/" + worker);
    }

    public boolean isPutOf(String suffix) {
        return method().equals("PUT") && key().endsWith(suffix);
    }

    /** Of an object or a part of one, whose bytes the store takes from another object. */
    public boolean isCopy() {
        return method().equals("PUT") && !head.header("x-amz-copy-source").isEmpty();
    }

    /** Of a multipart upload: from here on the object is visible. */
    public boolean isCompletion() {
        return method().equals("POST") && target().matches(".*[?&]uploadId=.*");
    }

    /** Of the bucket's keys. */
    public boolean isListing() {
        return method().equals("GET") && target().contains("list-type=2");
    }

    /** Of many objects at once. */
    public boolean isDeletion() {
        return method().equals("POST") && target().matches(".*[?&]delete(=.*|&.*)?");
    }

    public boolean isWrite() {
        return !method().equals("GET") && !method().equals("HEAD");
    }

    long bodyBytes() {
        return head.contentLength();
    }

    private String target() {
        return head.startLine().split(" ", -1)[1];
    }
}
