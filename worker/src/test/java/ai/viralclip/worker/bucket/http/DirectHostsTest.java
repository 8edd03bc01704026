package ai.viralclip.worker.bucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of what is reached without a proxy. */
final class DirectHostsTest {

    @ParameterizedTest
    @CsvSource({
        "https://s.example.com, example.com, true",
        "https://s.example.com, .example.com, true",
        "https://s.example.com, *.example.com, true",
        "https://s.example.com, S.EXAMPLE.COM, true",
        "https://s.example.com, example.com., true",
        "https://example.com, .example.com, true",
        "https://s.example.com, x;s.example.com, true",
        "https://s.example.com, x  s.example.com, true",
        "https://s.example.com, s.example.com:443, true",
        "https://s.example.com:8443, s.example.com:8443, true",
        "https://s.example.com:8443, s.example.com:443, false",
        "https://s.example.com, xample.com, false",
        "https://s.example.com, s.example, false",
        "https://s.example.com, '.', false",
        "https://s.example.com, '', false",
        "https://s.example.com, 10.0.0.0/8, false",
        "https://10.1.2.3, 10.0.0.0/8, true",
        "https://10.1.2.3:9000, 10.1.2.3, true",
        "https://10.1.2.3:9000, 10.1.2.3:9000, true",
        "https://10.1.2.3, 10.1.2.3/32, true",
        "https://10.1.2.3, 0.0.0.0/0, true",
        "https://10.1.2.3, 10.1.2.0/25, true",
        "https://10.1.2.130, 10.1.2.0/25, false",
        "https://10.1.2.3, 10.1.2.3/33, false",
        "https://10.1.2.3, 10.1.2.3/x, false",
        "https://10.1.2.3, 11.0.0.0/8, false",
        "https://10.1.2.3, 1.2.3, false",
        "https://10.1.2.3, .2.3, false",
        "https://[fd00::5], fd00::/8, true",
        "https://[fd00::5], fd00::5, true",
        "https://[fd00::5], FD00:0:0::5, true",
        "https://[fd00::5]:9000, [fd00::5]:9000, true",
        "https://[fd00::5]:9000, [fd00::5]:443, false",
        "https://[fd00::5], [fd00::5], true",
        "https://[fd00::5], fe80::/10, false",
        "https://[fd00::5], 0.0.0.0/0, false"
    })
    void aVariableNamesDomainsAddressesAndNetworks(String server, String list, boolean direct) {
        assertThat(DirectHosts.inVariable(list.replace(';', ','), URI.create(server)))
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "https://s.example.com, *.example.com, true",
        "https://s.example.com, *example.com, true",
        "https://s.example.com, s.*, true",
        "https://s.example.com, *EXAMPLE*, true",
        "https://s.example.com, a;s.example.com;b, true",
        "https://s.example.com, *, true",
        "https://s.example.com, example.com, false",
        "https://s.example.com, *.example, false",
        "https://s.example.com, s.*.com, false",
        "https://s.example.com, '', false",
        "https://s.example.com, ';', false",
        "https://10.1.2.3, 10.*, true",
        "https://10.1.2.3, 10.1.2.3, true",
        "https://[fd00::5], [fd00::5], true",
        "https://[fd00::5], fd00:*, true"
    })
    void aPropertyNamesHostsWithAnOpenBeginningOrEnd(String server, String list, boolean direct) {
        assertThat(DirectHosts.inProperty(list.replace(';', '|'), URI.create(server)))
                .isEqualTo(direct);
    }
}
