package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
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
        TrustedProxies nobody = new TrustedProxies(List.of());

        assertThat(clientOf(nobody.apply(request(PROXY, "203.0.113.7")))).isEqualTo(PROXY);
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
