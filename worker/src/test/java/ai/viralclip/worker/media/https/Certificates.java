package ai.viralclip.worker.media.https;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for one test, in DER by hand (RFC 5280): good certificates and bad ones, without a process
 * for each.
 */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] ECDSA = sequence(HexFormat.of().parseHex("06082a8648ce3d040302"));
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final byte[] ALTERNATIVE_NAMES = HexFormat.of().parseHex("0603551d11");
    private static final byte[] BASIC_CONSTRAINTS = HexFormat.of().parseHex("0603551d13");

    private final KeyPair authority = keys();
    private final Certificate root = certificate("test authority", authority, "test authority", constraints(), 1);

    /** For a client that trusts this authority alone. */
    SSLContext client() {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry("root", root);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The root as text, as a bundle of Spring's has it. */
    String rootPem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** For a server of these names or addresses. */
    SSLContext server(List<String> names) {
        return server(names, 1);
    }

    /** For a server whose certificate ended yesterday. */
    SSLContext expired(List<String> names) {
        return server(names, -1);
    }

    private SSLContext server(List<String> names, int days) {
        KeyPair own = keys();
        return context(own, certificate("server", own, "test authority", alternatives(names), days), root);
    }

    /** For a server whose certificate nobody vouches for. */
    static SSLContext selfSigned(List<String> names) {
        Certificates other = new Certificates();
        return other.server(names);
    }

    private static SSLContext context(KeyPair own, Certificate... chain) {
        try {
            KeyStore store = empty();
            store.setKeyEntry("server", own.getPrivate(), PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Certificate certificate(String subject, KeyPair own, String issuer, byte[] extension, int days) {
        try {
            Instant from = Instant.now().minus(Duration.ofDays(3));
            Instant until = Instant.now().plus(Duration.ofDays(days));
            byte[] signed = sequence(
                    element(0xa0, integer(2)),
                    integer(System.nanoTime()),
                    ECDSA,
                    name(issuer),
                    sequence(time(from), time(until)),
                    name(subject),
                    own.getPublic().getEncoded(),
                    element(0xa3, sequence(extension)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(authority.getPrivate());
            signature.update(signed);
            byte[] bits = joined(new byte[] {0}, signature.sign());
            byte[] whole = sequence(signed, ECDSA, element(0x03, bits));
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String text) {
        return sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, text.getBytes(US_ASCII)))));
    }

    private static byte[] time(Instant at) {
        return element(0x17, TIME.format(at).getBytes(US_ASCII));
    }

    private static byte[] constraints() {
        return sequence(BASIC_CONSTRAINTS, element(0x04, sequence(element(0x01, new byte[] {(byte) 0xff}))));
    }

    private static byte[] alternatives(List<String> names) {
        byte[][] all = names.stream()
                .map(name -> name.matches("[0-9.]+|.*:.*")
                        ? element(0x87, InetAddress.ofLiteral(name).getAddress())
                        : element(0x82, name.getBytes(US_ASCII)))
                .toArray(byte[][]::new);
        return sequence(ALTERNATIVE_NAMES, element(0x04, sequence(all)));
    }

    private static byte[] integer(long value) {
        return element(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] sequence(byte[]... parts) {
        return element(0x30, joined(parts));
    }

    private static byte[] element(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : length < 256
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return joined(head, content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
