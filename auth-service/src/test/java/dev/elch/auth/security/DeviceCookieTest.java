package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class DeviceCookieTest {

    @Test
    void gives_a_browser_a_cookie_that_scripts_and_other_sites_do_not_see() {
        MockServerWebExchange exchange = exchange("http://localhost/", null);

        DeviceCookie.readOrGive(exchange);

        ResponseCookie given = given(exchange);
        assertThat(given.isHttpOnly()).isTrue();
        assertThat(given.getSameSite()).isEqualTo("Lax");
        assertThat(given.isSecure()).isFalse();
    }

    @Test
    void makes_the_cookie_secure_behind_https() {
        MockServerWebExchange exchange = exchange("https://localhost/", null);

        DeviceCookie.readOrGive(exchange);

        assertThat(given(exchange).isSecure()).isTrue();
        assertThat(given(exchange).getName()).isEqualTo("__Host-elch-device");
    }

    @Test
    void recognises_the_browser_the_next_time() {
        MockServerWebExchange first = exchange("http://localhost/", null);
        String device = DeviceCookie.readOrGive(first);

        assertThat(DeviceCookie.readOrGive(
                        exchange("http://localhost/", given(first).getValue())))
                .isEqualTo(device);
    }

    @Test
    void replaces_a_cookie_that_is_not_ours() {
        MockServerWebExchange exchange = exchange("http://localhost/", "made-up");

        DeviceCookie.readOrGive(exchange);

        assertThat(given(exchange).getValue()).isNotEqualTo("made-up").hasSize(43);
    }

    @Test
    void does_not_hand_the_cookies_value_on() {
        MockServerWebExchange exchange = exchange("http://localhost/", null);

        assertThat(DeviceCookie.readOrGive(exchange))
                .isNotEqualTo(given(exchange).getValue());
    }

    private static MockServerWebExchange exchange(String uri, String cookie) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get(uri);
        if (cookie != null) {
            request.cookie(new HttpCookie(DeviceCookie.NAME, cookie));
        }
        return MockServerWebExchange.from(request.build());
    }

    private static ResponseCookie given(MockServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getResponse()
                .getCookies()
                .toSingleValueMap()
                .values()
                .iterator()
                .next());
    }
}
