package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.auth.signin.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class VisitorsTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void takes_over_what_the_request_says() {
        Visitor visitor = Visitors.from(
                MockServerHttpRequest.get("/")
                        .header("User-Agent", "Firefox")
                        .header("Accept-Language", "mn-MN,mn;q=0.9,en;q=0.5")
                        .header("traceparent", TRACE)
                        .build(),
                "device");

        assertThat(visitor).isEqualTo(new Visitor("device", null, "Firefox", "mn-MN", TRACE));
    }

    @Test
    void leaves_out_what_is_malformed() {
        Visitor visitor = Visitors.from(
                MockServerHttpRequest.get("/")
                        .header("Accept-Language", ";;;q=x")
                        .header("traceparent", "00-zz")
                        .build(),
                "device");

        assertThat(visitor).isEqualTo(new Visitor("device", null, null, null, null));
    }

    @Test
    void prefers_a_language_over_any_language() {
        assertThat(Visitors.from(
                                MockServerHttpRequest.get("/")
                                        .header("Accept-Language", "*, en;q=0.5")
                                        .build(),
                                "device")
                        .locale())
                .isEqualTo("en");
    }

    @Test
    void cuts_a_user_agent_that_is_longer_than_any_browsers() {
        assertThat(Visitors.from(
                                MockServerHttpRequest.get("/")
                                        .header("User-Agent", "x".repeat(10_000))
                                        .build(),
                                "device")
                        .userAgent())
                .hasSize(Visitor.MAX_USER_AGENT);
    }
}
