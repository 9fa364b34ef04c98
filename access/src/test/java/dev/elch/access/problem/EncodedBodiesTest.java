package dev.elch.access.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class EncodedBodiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip", "GZIP", "aes128gcm", "\u0000"})
    void refuses_what_it_cannot_read_and_says_what_it_reads(String encoding) {
        MockServerWebExchange exchange = posted(encoding);

        assertThat(isPassed(exchange)).isFalse();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING))
                .isEqualTo("identity");
        assertThat(exchange.getResponse().getBodyAsString().block())
                .contains("\"status\":415", "Send the body as it is", "\"instance\":\"/some/path\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", " ", ""})
    void lets_a_plain_body_pass(String encoding) {
        assertThat(isPassed(posted(encoding))).isTrue();
    }

    private static MockServerWebExchange posted(String encoding) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.post("/some/path").header(HttpHeaders.CONTENT_ENCODING, encoding));
    }

    private static boolean isPassed(MockServerWebExchange exchange) {
        AtomicBoolean passed = new AtomicBoolean();
        new EncodedBodies()
                .filter(exchange, next -> Mono.fromRunnable(() -> passed.set(true)))
                .block();
        return passed.get();
    }
}
