package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class HostCookiesTest {

    private static final String BY_HTTPS = "https://app.example.org/";
    private static final String BY_HTTP = "http://localhost:8080/";

    private final HostCookies cookies = new HostCookies();

    @Test
    void are_of_this_host_alone_by_https() {
        ResponseCookie cookie = given(BY_HTTPS, "__Host-elch-session");

        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void have_a_plain_name_by_http_where_a_browser_would_refuse_the_other() {
        assertThat(given(BY_HTTP, "elch-session").isSecure()).isFalse();
    }

    /** Another host under the same domain, or a page by http, could have planted it. */
    @Test
    void with_a_plain_name_are_not_read_by_https() {
        assertThat(cookies.resolveSessionIds(asking(BY_HTTPS, "elch-session"))).isEmpty();
        assertThat(cookies.resolveSessionIds(asking(BY_HTTPS, "__Host-elch-session")))
                .containsExactly("id");
        assertThat(cookies.resolveSessionIds(asking(BY_HTTP, "elch-session"))).containsExactly("id");
    }

    @Test
    void keep_the_whole_path_behind_a_proxy_with_a_prefix() {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get(BY_HTTPS + "app/me").contextPath("/app"));

        cookies.setSessionId(exchange, "id");

        assertThat(cookie(exchange, "__Host-elch-session").getPath()).isEqualTo("/");
    }

    private ResponseCookie given(String uri, String name) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(uri));
        cookies.setSessionId(exchange, "id");
        return cookie(exchange, name);
    }

    private static ResponseCookie cookie(MockServerWebExchange exchange, String name) {
        return Objects.requireNonNull(exchange.getResponse().getCookies().getFirst(name));
    }

    private static MockServerWebExchange asking(String uri, String name) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(uri).cookie(new HttpCookie(name, "id")));
    }
}
