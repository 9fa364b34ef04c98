package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "198.51.100.9";

    private final TrustedProxies proxies = new TrustedProxies(List.of(AddressRange.valueOf("10.0.0.0/8")));

    @Test
    void believes_a_trusted_proxy_about_client_and_scheme() {
        ServerHttpRequest request = seen(PROXY, "203.0.113.7");

        assertThat(clientOf(request)).isEqualTo("203.0.113.7");
        assertThat(request.getURI().getScheme()).isEqualTo("https");
    }

    @Test
    void believes_nothing_that_a_stranger_claims() {
        ServerHttpRequest request = seen(STRANGER, "203.0.113.7");

        assertThat(clientOf(request)).isEqualTo(STRANGER);
        assertThat(request.getURI().getScheme()).isEqualTo("http");
        assertThat(request.getHeaders().getFirst("X-Forwarded-For")).isNull();
    }

    @Test
    void takes_the_address_that_our_proxies_saw_and_not_what_the_client_put_before_it() {
        assertThat(clientOf(seen(PROXY, "1.2.3.4, 203.0.113.7, 10.0.0.2"))).isEqualTo("203.0.113.7");
    }

    @Test
    void keeps_the_proxys_own_address_when_the_chain_is_no_list_of_addresses() {
        assertThat(clientOf(seen(PROXY, "203.0.113.7, <script>"))).isEqualTo(PROXY);
    }

    @Test
    void trusts_nobody_without_configuration() {
        TrustedProxies none = new TrustedProxies(List.of());

        assertThat(clientOf(none.apply(request(PROXY, "203.0.113.7")))).isEqualTo(PROXY);
    }

    @Test
    void does_not_let_the_forwarded_header_in_beside_the_chain() {
        ServerHttpRequest request = MockServerHttpRequest.get("http://internal/")
                .remoteAddress(new InetSocketAddress(PROXY, 1234))
                .header("Forwarded", "for=1.2.3.4;host=evil.example")
                .header("X-Forwarded-For", "203.0.113.7")
                .build();

        ServerHttpRequest seen = proxies.apply(request);

        assertThat(clientOf(seen)).isEqualTo("203.0.113.7");
        assertThat(seen.getURI().getHost()).isEqualTo("internal");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2001:db8::7                   | 2001:db8::7
            [2001:db8::7]                 | 2001:db8::7
            [2001:db8::7]:443             | 2001:db8::7
            2001:DB8:0:0:0:0:0:7          | 2001:db8::7
            fe80::1%eth0                  | fe80::1
            203.0.113.7:51234             | 203.0.113.7
            ::ffff:203.0.113.7            | 203.0.113.7
            [::ffff:203.0.113.7]:80       | 203.0.113.7
            unknown, 203.0.113.7          | 203.0.113.7
            _hidden, 203.0.113.7:1        | 203.0.113.7
            1.2.3.4, 203.0.113.7,10.0.0.2 | 203.0.113.7
            203.0.113.7, unknown, 10.0.0.2 | 10.0.0.2
            10.9.9.9                      | 10.9.9.9
            203.0.113.7, 999.1.1.1        | 10.0.0.1
            203.0.113.7:port              | 10.0.0.1
            [2001:db8::7                  | 10.0.0.1
            """)
    void finds_the_client_in_every_form_that_proxies_write(String chain, String client) {
        assertThat(clientOf(seen(PROXY, chain))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            for=203.0.113.7;proto=https;host=app.example.org                    | 203.0.113.7
            For="[2001:db8::7]:443" ; proto=https; host="app.example.org"      | 2001:db8::7
            for=1.2.3.4, for=203.0.113.7;proto=https;host=app.example.org       | 203.0.113.7
            for=unknown, for=10.0.0.2;proto=https;host=app.example.org          | 10.0.0.2
            for="_a,b", for="203.0.113.7:_p";proto=https;host=app.example.org   | 203.0.113.7
            """)
    void reads_the_standard_header_if_it_is_the_only_one(String forwarded, String client) {
        ServerHttpRequest seen = proxies.apply(MockServerHttpRequest.get("http://internal/")
                .remoteAddress(new InetSocketAddress(PROXY, 1234))
                .header("Forwarded", forwarded)
                .build());

        assertThat(clientOf(seen)).isEqualTo(client);
        assertThat(seen.getURI()).hasToString("https://app.example.org/");
    }

    @Test
    void no_header_of_any_length_or_form_stops_a_request() {
        Random random = new Random(7);
        String letters = "0123456789abcdef:.[]%,;=\" _unkow";
        for (int i = 0; i < 20_000; i++) {
            String chain = random.ints(random.nextInt(60), 0, letters.length())
                    .mapToObj(letters::charAt)
                    .map(String::valueOf)
                    .collect(Collectors.joining());
            assertThat(clientOf(seen(PROXY, chain))).isNotEmpty();
        }
        assertThat(clientOf(seen(PROXY, "9".repeat(1_000_000)))).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix"})
    void a_forwarded_host_port_or_scheme_that_cannot_be_read_does_not_stop_a_request(String header) {
        for (String odd :
                List.of("", " ", "a b", "[::", "host:port", "\u00d0\u009c", "\u0001", "-1", "99999999999", "a,b,,")) {
            ServerHttpRequest seen = proxies.apply(MockServerHttpRequest.get("http://internal/")
                    .remoteAddress(new InetSocketAddress(PROXY, 1234))
                    .header("X-Forwarded-For", "203.0.113.7")
                    .header(header, odd)
                    .build());

            assertThat(clientOf(seen)).isEqualTo("203.0.113.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:443", "https::ffff:203.0.113.7", "javascript", "mailto:a", "ftp"})
    void a_forwarded_scheme_that_is_none_of_the_web_is_not_believed(String scheme) {
        ServerHttpRequest seen = proxies.apply(MockServerHttpRequest.get("http://internal/me")
                .remoteAddress(new InetSocketAddress(PROXY, 1234))
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Forwarded-Proto", scheme)
                .header("X-Forwarded-Prefix", "/a")
                .build());

        assertThat(seen.getURI()).hasToString("http://internal/me");
        assertThat(clientOf(seen)).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org?a=b", "example.org/other?", "example.org#", "example.org/other"})
    void a_forwarded_host_does_not_change_what_is_asked_for(String host) {
        ServerHttpRequest seen = proxies.apply(MockServerHttpRequest.get("http://internal/me?x=1")
                .remoteAddress(new InetSocketAddress(PROXY, 1234))
                .header("X-Forwarded-Host", host)
                .build());

        assertThat(seen.getURI().getPath()).isEqualTo("/me");
        assertThat(seen.getURI().getQuery()).isEqualTo("x=1");
    }

    /** Anybody can send such headers through a proxy that passes them on. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_thousand_headers_that_cannot_be_read_are_one_line_of_the_log(CapturedOutput output) {
        for (int request = 0; request < 1_000; request++) {
            proxies.apply(MockServerHttpRequest.get("http://internal/")
                    .remoteAddress(new InetSocketAddress(PROXY, 1234))
                    .header("X-Forwarded-Proto", "https:443")
                    .build());
        }

        assertThat(output.getOut().lines().filter(line -> line.contains("Ignoring forwarded")))
                .hasSize(1);
    }

    private ServerHttpRequest seen(String sender, String chain) {
        return proxies.apply(request(sender, chain));
    }

    private static ServerHttpRequest request(String sender, String chain) {
        return MockServerHttpRequest.get("http://internal/")
                .remoteAddress(new InetSocketAddress(sender, 1234))
                .header("X-Forwarded-For", chain)
                .header("X-Forwarded-Proto", "https")
                .build();
    }

    private static String clientOf(ServerHttpRequest request) {
        return Objects.requireNonNull(Visitors.from(request, "device").ipAddress());
    }
}
