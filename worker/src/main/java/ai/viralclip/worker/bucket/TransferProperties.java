package ai.viralclip.worker.bucket;

import ai.viralclip.worker.process.StartRefused;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.r2.transfer}: how bytes travel to the bucket.
 *
 * @param maxConnections connections to the store at once; every upload takes one, a multipart upload up to three. Two
 *     at least: a video's last bytes wait for its thumbnail
 * @param connectTimeout how long a connection may take to be made
 * @param socketTimeout how long the store may stay silent on a connection: R2 reads were seen to stall for a minute
 * @param multipartThreshold files above this size go in parts: one put is a single billed operation, parts are each one
 * @param partSize of multipart uploads; raised for files that would need more than 10,000 parts of it
 * @param proxy an HTTP proxy that the store is reached by, or {@code none}; empty where the JVM's properties and the
 *     environment say. May hold a password
 */
public record TransferProperties(
        @DefaultValue("128")
        @Min(
                value = 2,
                message = "clip.r2.transfer.max-connections must be at least 2: a clip and its thumbnail take one each")
        int maxConnections,

        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration socketTimeout,
        @DefaultValue("100MB") DataSize multipartThreshold,
        @DefaultValue("16MB") DataSize partSize,
        @DefaultValue("") String proxy) {

    /** R2's bounds: a part but the last is 5 MiB at least, a single put 4.995 GiB at most (Cloudflare's R2 limits). */
    private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);

    /** That one put takes, and one copy. */
    public static final DataSize LARGEST_PUT = DataSize.ofMegabytes(5_110);

    @AssertTrue(message = "clip.r2.transfer.connect-timeout and socket-timeout must be positive")
    boolean isTimeoutsPositive() {
        return connectTimeout.isPositive() && socketTimeout.isPositive();
    }

    @AssertTrue(message = "clip.r2.transfer.multipart-threshold and part-size must be 5MB to 5110MB")
    boolean isSizesAccepted() {
        return accepted(multipartThreshold) && accepted(partSize);
    }

    @AssertTrue(
            message = "clip.r2.transfer.proxy must be http://[user:password@]host[:port], with user and password"
                    + " percent-encoded, or none: no SOCKS, and no TLS to the proxy itself")
    public boolean isProxyUsable() {
        try {
            StoreProxy.ofSetting(proxy);
            return true;
        } catch (StartRefused e) {
            return false;
        }
    }

    private static boolean accepted(DataSize size) {
        return size.compareTo(SMALLEST_PART) >= 0 && size.compareTo(LARGEST_PUT) <= 0;
    }

    @Override
    public String toString() {
        return "TransferProperties[maxConnections=" + maxConnections + ", connectTimeout=" + connectTimeout
                + ", socketTimeout=" + socketTimeout + ", multipartThreshold=" + multipartThreshold + ", partSize="
                + partSize + "]";
    }
}
