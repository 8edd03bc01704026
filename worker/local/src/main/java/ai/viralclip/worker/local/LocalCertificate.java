package ai.viralclip.worker.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for this machine alone, made once per directory.
 *
 * <p>By {@code keytool}, as a process: the JDK has no public way to make one in Java.
 *
 * @param keyStore PKCS 12, with the private key
 * @param trustStore PKCS 12, with the certificate only
 */
public record LocalCertificate(Path keyStore, Path trustStore) {

    /** Guards nothing: the key is worth nothing outside this machine, and a PKCS 12 file must have one. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "local";

    /** This process makes one, and gives every directory a copy: keytool takes a second or two. */
    private static Optional<Contents> made = Optional.empty();

    private record Contents(ByteBuffer keyStore, ByteBuffer trustStore) {}

    /** The directory's certificate, which is made where it is missing. */
    public static LocalCertificate in(Path directory) throws IOException {
        Files.createDirectories(directory);
        var certificate =
                new LocalCertificate(directory.resolve("key-store.p12"), directory.resolve("trust-store.p12"));
        if (!Files.exists(certificate.trustStore)) {
            certificate.make();
        }
        return certificate;
    }

    String password() {
        return PASSWORD;
    }

    /** The certificate without its key, as text. */
    public String pem() throws IOException {
        try {
            byte[] certificate = load(trustStore).getCertificate(ALIAS).getEncoded();
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
            return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be read: " + trustStore, e);
        }
    }

    /** For a server that shows this certificate. */
    public SSLContext serverContext() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(keyStore), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be served: " + keyStore, e);
        }
    }

    /** For a client that trusts this certificate, and no other. */
    public SSLContext clientContext() throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be read: " + trustStore, e);
        }
    }

    private void make() throws IOException {
        synchronized (LocalCertificate.class) {
            if (made.isEmpty()) {
                made = Optional.of(makeFirst());
            }
            Files.write(keyStore, made.get().keyStore().array());
            Files.write(trustStore, made.get().trustStore().array());
        }
    }

    private Contents makeFirst() throws IOException {
        Files.deleteIfExists(keyStore);
        runKeytool();
        try {
            writeTrustStore(load(keyStore));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that keytool made cannot be read", e);
        }
        return new Contents(
                ByteBuffer.wrap(Files.readAllBytes(keyStore)), ByteBuffer.wrap(Files.readAllBytes(trustStore)));
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    private void runKeytool() throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool did not make a certificate in " + keyStore.getParent());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }

    private void writeTrustStore(KeyStore keyed) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keyed.getCertificate(ALIAS));
        try (var out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }
}
