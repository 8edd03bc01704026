package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /** The one of this directory, made where it is missing. */
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

    private void make() throws IOException {
        Files.deleteIfExists(keyStore);
        runKeytool();
        try (var in = Files.newInputStream(keyStore)) {
            writeTrustStore(in);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that keytool made cannot be read", e);
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

    private void writeTrustStore(InputStream keys) throws IOException, GeneralSecurityException {
        var keyed = KeyStore.getInstance("PKCS12");
        keyed.load(keys, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keyed.getCertificate(ALIAS));
        try (var out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }
}
