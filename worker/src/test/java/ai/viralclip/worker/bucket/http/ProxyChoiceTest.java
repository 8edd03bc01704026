package ai.viralclip.worker.bucket.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.StoreProxy;
import ai.viralclip.worker.bucket.TransferProperties;
import ai.viralclip.worker.process.StartRefused;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** By which proxy a server is reached: from what is set to an address, or none. */
final class ProxyChoiceTest {

    private static final String R2 = "https://account.r2.cloudflarestorage.com";

    /** Properties and variables as name=value, with blanks between. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // Who decides.
                "-          | -                                   | -                                           | ''",
                "-          | -                                   | HTTPS_PROXY=http://p:3128                   | p:3128 (HTTPS_PROXY)",
                "-          | -                                   | https_proxy=http://p:3128                   | p:3128 (https_proxy)",
                "-          | -                                   | HTTPS_PROXY=http://u:1 https_proxy=http://l:2 | l:2 (https_proxy)",
                "-          | -                                   | https_proxy= HTTPS_PROXY=http://u:1         | u:1 (HTTPS_PROXY)",
                "-          | -                                   | HTTP_PROXY=http://p:1 ALL_PROXY=http://p:2  | ''",
                "-          | https.proxyHost=j                   | HTTPS_PROXY=http://p:3128                   | j:443 (https.proxyHost)",
                "-          | https.proxyHost=j https.proxyPort=8 | HTTPS_PROXY=http://p:3128                   | j:8 (https.proxyHost)",
                "-          | http.proxyHost=j                    | HTTPS_PROXY=http://p:3128                   | p:3128 (HTTPS_PROXY)",
                "s:1        | https.proxyHost=j                   | HTTPS_PROXY=http://p:3128 NO_PROXY=*        | s:1 (CLIP_R2_TRANSFER_PROXY)",
                "none       | https.proxyHost=j                   | HTTPS_PROXY=http://p:3128                   | ''",
                "None       | -                                   | HTTPS_PROXY=http://p:3128                   | ''",
                // Each has its own exceptions.
                "-          | -                                   | HTTPS_PROXY=p:1 NO_PROXY=*                  | ''",
                "-          | -                                   | HTTPS_PROXY=p:1 NO_PROXY=x no_proxy=*       | ''",
                "-          | -                                   | HTTPS_PROXY=p:1 NO_PROXY=* no_proxy=x       | p:1 (HTTPS_PROXY)",
                "-          | http.nonProxyHosts=*                | HTTPS_PROXY=p:1                             | p:1 (HTTPS_PROXY)",
                "-          | https.proxyHost=j                   | NO_PROXY=*                                  | j:443 (https.proxyHost)",
                "-          | 'https.proxyHost=j http.nonProxyHosts=a|*.cloudflarestorage.com' | HTTPS_PROXY=p:1  | ''",
                "-          | https.proxyHost=j http.nonProxyHosts=account.*                 | HTTPS_PROXY=p:1  | ''",
                "-          | https.proxyHost=j http.nonProxyHosts=*R2*                      | -                | ''",
                "-          | https.proxyHost=j http.nonProxyHosts=cloudflarestorage.com     | -                | j:443 (https.proxyHost)",
                "-          | https.proxyHost=::1 https.proxyPort=1                          | -                | [::1]:1 (https.proxyHost)",
                // How it is written.
                "p          | - | - | p:80 (CLIP_R2_TRANSFER_PROXY)",
                "p:3128     | - | - | p:3128 (CLIP_R2_TRANSFER_PROXY)",
                "HTTP://P:1/ | - | - | P:1 (CLIP_R2_TRANSFER_PROXY)",
                "http://my_proxy.corp:1 | - | - | my_proxy.corp:1 (CLIP_R2_TRANSFER_PROXY)",
                "http://[::1]:1 | - | - | [::1]:1 (CLIP_R2_TRANSFER_PROXY)",
                "http://u:p@10.0.0.1:1 | - | - | 10.0.0.1:1 (CLIP_R2_TRANSFER_PROXY)",
                "http://u:p@ss/w#?@p:1 | - | - | p:1 (CLIP_R2_TRANSFER_PROXY)",
            })
    void whatIsSetIsOneProxyOrNone(String setting, String properties, String environment, String expected) {
        assertThat(choice(setting, properties, environment).to(URI.create(R2)).map(StoreProxy::toString))
                .isEqualTo(Optional.of(expected).filter(text -> !text.isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9000",
                "https://LOCALHOST:9000",
                "https://store.localhost",
                "http://127.0.0.1:9000",
                "https://127.1.2.3",
                "http://[::1]:9000"
            })
    void thisMachineIsReachedWithoutUnlessTheSettingSaysSo(String server) {
        var everything = Map.of(
                "http.proxyHost", "j", "https.proxyHost", "j", "HTTPS_PROXY", "http://p:1", "http_proxy", "http://p:1");
        assertThat(new ProxyChoice("", everything, everything).to(URI.create(server)))
                .isEmpty();
        assertThat(new ProxyChoice("s:1", everything, everything).to(URI.create(server)))
                .hasToString("Optional[s:1 (CLIP_R2_TRANSFER_PROXY)]");
    }

    @Test
    void aServerWithoutTlsHasItsOwnVariablesAndProperties() {
        URI server = URI.create("http://store.example");
        assertThat(choice("-", "-", "HTTPS_PROXY=p:1 https_proxy=p:1").to(server))
                .isEmpty();
        assertThat(choice("-", "-", "HTTP_PROXY=p:1").to(server)).hasToString("Optional[p:1 (HTTP_PROXY)]");
        assertThat(choice("-", "http.proxyHost=j", "HTTP_PROXY=p:1").to(server))
                .hasToString("Optional[j:80 (http.proxyHost)]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socks5://u:s3cret@p:1080  | no SOCKS",
                "socks5h://p:1080          | no SOCKS",
                "SOCKS4://p                | no SOCKS",
                "ftp://u:s3cret@p:21       | HTTP proxies alone",
                "https://u:s3cret@p:443    | does not speak TLS to a proxy",
                "http://                   | is not http://",
                "http://:3128              | is not http://",
                "http://u:s3cret@          | is not http://",
                "http://u:s3cret@:3128     | is not http://",
                "http://p:                 | is not http://",
                "http://p:port             | is not http://",
                "http://p:0                | has no port of 1 to 65535",
                "http://p:65536            | has no port of 1 to 65535",
                "p:99999                   | has no port of 1 to 65535",
                "http://p:1/path           | is not http://",
                "http://p:1?q=s3cret       | is not http://",
                "http://p q:1              | is not http://",
                "http://-p:1               | is not http://",
                "http://[::1:1             | is not http://",
                "http://[1:2]:1            | has no address between its brackets",
                "http://pröxy:1            | is not http://",
                "http://u:s3cret%@p:1      | percent sign",
                "http://u:s3cret%zz@p:1    | percent sign",
                "p1:1,p2:2                 | is not http://"
            })
    void whatCanBeNoProxyIsRefusedByItsNameAndIsNotShown(String value, String problem) {
        for (String name : new String[] {"HTTPS_PROXY", "https_proxy"}) {
            refused(new ProxyChoice("", Map.of(), Map.of(name, value)), name, problem);
        }
        refused(new ProxyChoice(value, Map.of(), Map.of()), StoreProxy.SETTING, problem);
        assertThat(transfer(value).isProxyUsable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://p, 3128, https.proxyHost, takes no scheme",
        "p:3128, 3128, https.proxyHost, takes no scheme",
        "p, http, https.proxyPort, has no port of 1 to 65535",
        "p, 0, https.proxyPort, has no port of 1 to 65535",
        "p, 65536, https.proxyPort, has no port of 1 to 65535",
        "1:2, 1, https.proxyHost, has no address"
    })
    void whatTheJvmIsToldIsRefusedLikewise(String host, String port, String name, String problem) {
        refused(new ProxyChoice("", Map.of("https.proxyHost", host, "https.proxyPort", port), Map.of()), name, problem);
    }

    /** What would not be used anyway ends no start. */
    @Test
    void whatIsNotUsedIsNotRefused() {
        var odd = Map.of("HTTPS_PROXY", "socks5://p:1", "NO_PROXY", ".cloudflarestorage.com");
        assertThat(new ProxyChoice("", Map.of(), odd).to(URI.create(R2))).isEmpty();
        assertThat(new ProxyChoice("none", Map.of(), odd).to(URI.create("https://elsewhere")))
                .isEmpty();
        assertThat(new ProxyChoice("", Map.of(), odd).to(URI.create("https://127.0.0.1")))
                .isEmpty();
        assertThat(transfer("none").isProxyUsable()).isTrue();
        assertThat(transfer("").isProxyUsable()).isTrue();
    }

    @Test
    void usersAndPasswordsArriveAsTheyAreAndAreNotShown() {
        Random random = new Random(95);
        for (int i = 0; i < 500; i++) {
            String user = word(random).replace(":", "");
            String password = word(random);
            var proxy = StoreProxy.parse("http://" + encoded(user) + ":" + encoded(password) + "@p:1", "HTTPS_PROXY");
            assertThat(proxy.authorization()).hasValue(basic(user + ":" + password));
            assertThat(proxy).hasToString("p:1 (HTTPS_PROXY)");
        }
        assertThat(StoreProxy.parse("http://u@p", "X").authorization()).hasValue(basic("u:"));
        assertThat(StoreProxy.parse("http://@p", "X").authorization()).isEmpty();
        assertThat(choice("-", "https.proxyHost=j https.proxyUser=u https.proxyPassword=p%41", "-")
                        .to(URI.create(R2))
                        .orElseThrow()
                        .authorization())
                .hasValue(basic("u:p%41"));
        assertThat(transfer("http://u:s3cret@p:1").toString()).doesNotContain("s3cret");
    }

    private static void refused(ProxyChoice choice, String name, String problem) {
        var refusal = catchThrowableOfType(StartRefused.class, () -> choice.to(URI.create(R2)));
        assertThat(refusal).hasMessageStartingWith(name + " ").hasMessageContaining(problem);
        assertThat(refusal.getMessage()).doesNotContain("s3cret");
        assertThat(refusal.action()).contains("CLIP_R2_TRANSFER_PROXY").doesNotContain("s3cret");
    }

    private static TransferProperties transfer(String proxy) {
        return new TransferProperties(
                16,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(5),
                proxy);
    }

    private static ProxyChoice choice(String setting, String properties, String environment) {
        return new ProxyChoice(
                setting == null || setting.equals("-") ? "" : setting, map(properties), map(environment));
    }

    private static Map<String, String> map(String pairs) {
        return Arrays.stream(pairs == null || pairs.equals("-") ? new String[0] : pairs.split(" +"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Of characters that mean something somewhere, and of any. */
    private static String word(Random random) {
        return random.ints(random.nextInt(1, 20), 0, 60)
                .mapToObj(i -> i < 20 ? ":@/?#[]%+ &=\"'\\ü日\uD83D\uDE00~!".substring(i, i + 1) : "" + (char) ('A' + i))
                .collect(Collectors.joining())
                .replaceAll("[\\uD800-\\uDFFF]", "x");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
