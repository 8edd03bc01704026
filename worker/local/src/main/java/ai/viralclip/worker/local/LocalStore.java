package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server on loopback with one bucket, which checks signatures and keeps its objects as files.
 *
 * <p>S3Proxy, embedded: of the servers that run without a container it is the one that refuses wrong signatures,
 * expired URLs and anonymous callers (decision 0007).
 */
public final class LocalStore implements AutoCloseable {

    private final Options options;
    private final FilesystemNio2BlobStore blobs;
    private final Optional<LocalCertificate> certificate;
    private S3Proxy server;
    private final int port;

    private LocalStore(Options options, FilesystemNio2BlobStore blobs, Optional<LocalCertificate> certificate) {
        this.options = options;
        this.blobs = blobs;
        this.certificate = certificate;
        this.server = serve(options.port(), options.secretAccessKey());
        this.port = options.tls() ? server.getSecurePort() : server.getPort();
    }

    /**
     * What the server is to be.
     *
     * @param directory where objects (and the certificate) are kept; what an earlier run left there is served again
     * @param tls https with a certificate of its own, else http
     * @param port 0 for any free one
     */
    public record Options(
            Path directory, String bucket, String accessKeyId, String secretAccessKey, boolean tls, int port) {

        @Override
        public String toString() {
            return "Options[directory=" + directory + ", bucket=" + bucket + ", tls=" + tls + ", port=" + port + "]";
        }
    }

    /**
     * Starts the server and creates the bucket where it is missing.
     *
     * @throws IOException where the directory cannot be written
     * @throws IllegalStateException where the server does not start, for instance because the port is taken
     */
    public static LocalStore start(Options options) throws IOException {
        QuietLogs.ofS3Proxy();
        var objects = Files.createDirectories(options.directory().resolve("objects"));
        Optional<LocalCertificate> certificate = options.tls()
                ? Optional.of(LocalCertificate.in(options.directory().resolve("tls")))
                : Optional.empty();
        var blobs = new FilesystemNio2BlobStore(objects.toString());
        if (!blobs.containerExists(options.bucket())) {
            blobs.createContainer(options.bucket());
        }
        return new LocalStore(options, blobs, certificate);
    }

    public URI endpoint() {
        return endpoint(port);
    }

    public String bucket() {
        return options.bucket();
    }

    public String accessKeyId() {
        return options.accessKeyId();
    }

    /** The secret that the server was started with, whatever {@link #restart(String)} made of it since. */
    public String secretAccessKey() {
        return options.secretAccessKey();
    }

    /** The folder that holds the bucket's objects, each as a file under its key. */
    public Path objects() {
        return options.directory().resolve("objects").resolve(options.bucket());
    }

    /** Puts a pipeline's media into a bucket beside that one, which is made where it is missing. */
    public void putMedia(String bucket, String key, Path file) throws IOException {
        if (!blobs.containerExists(bucket)) {
            blobs.createContainer(bucket);
        }
        try (InputStream in = Files.newInputStream(file)) {
            var request = PutObjectRequest.builder().bucket(bucket).key(key).contentLength(Files.size(file));
            blobs.putBlob(request.build(), in);
        }
    }

    /** What it shows to its clients; empty where it speaks http. */
    public Optional<LocalCertificate> certificate() {
        return certificate;
    }

    /** A PKCS 12 file for {@code javax.net.ssl.trustStore}; empty where the server speaks http. */
    public Optional<Path> trustStore() {
        return certificate.map(LocalCertificate::trustStore);
    }

    public String trustStorePassword() {
        return LocalCertificate.PASSWORD;
    }

    /** Lets anybody list and read the bucket, or takes that back: the mistake that the start-up probe looks for. */
    public void openToEveryone(boolean open) {
        blobs.setContainerAccess(options.bucket(), open ? BucketCannedACL.PUBLIC_READ : BucketCannedACL.PRIVATE);
    }

    /** An outage: connections are refused until {@link #restart()}. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) { // declared so by S3Proxy
            throw new IllegalStateException("the S3 server on port " + port + " does not stop", e);
        }
    }

    /** Serves the same objects on the same port again. */
    public void restart() {
        restart(options.secretAccessKey());
    }

    /** As {@link #restart()}, with another secret: callers that use the old one are refused. */
    public void restart(String secretAccessKey) {
        stop();
        server = serve(port, secretAccessKey);
    }

    @Override
    public void close() {
        stop();
        blobs.close();
    }

    private S3Proxy serve(int onPort, String secretAccessKey) {
        var builder = S3Proxy.builder()
                .blobStore(new ComparedAndSwapped(blobs))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, options.accessKeyId(), secretAccessKey)
                .ignoreUnknownHeaders(true);
        certificate.ifPresentOrElse(
                c -> builder.secureEndpoint(endpoint(onPort))
                        .keyStore(c.keyStore().toString(), c.password()),
                () -> builder.endpoint(endpoint(onPort)));
        var started = builder.build();
        try {
            started.start();
        } catch (Exception e) { // declared so by S3Proxy
            throw new IllegalStateException("the S3 server does not start on port " + onPort, e);
        }
        return started;
    }

    private URI endpoint(int onPort) {
        return URI.create((options.tls() ? "https" : "http") + "://127.0.0.1:" + onPort);
    }
}
