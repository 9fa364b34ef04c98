package dev.elch.access.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

class FailedRequestsTest {

    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/some/path"));

    @Test
    void blames_the_caller_for_what_cannot_be_read() {
        DataBufferLimitException tooLong = new DataBufferLimitException("too long");

        assertThat(FailedRequests.status(new DecodingException("no form"))).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(FailedRequests.status(tooLong)).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(FailedRequests.status(new ServerWebInputException("no form", null, tooLong)))
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(FailedRequests.status(new IllegalStateException(new ChannelException("closed"))))
                .isEqualTo(HttpStatus.REQUEST_TIMEOUT);
    }

    @Test
    void takes_a_code_that_has_no_name_for_a_failure_of_ours() {
        assertThat(FailedRequests.status(new ResponseStatusException(HttpStatusCode.valueOf(499))))
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(FailedRequests.status(new IllegalStateException("a defect")))
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void answers_with_the_headers_of_the_failure() {
        answer(new MethodNotAllowedException(HttpMethod.GET, Set.of(HttpMethod.POST)));

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(exchange.getResponse().getHeaders().getAllow()).containsExactly(HttpMethod.POST);
        assertThat(exchange.getResponse().getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void says_that_a_body_is_too_long() {
        answer(new DataBufferLimitException("Exceeded limit on max bytes to buffer : 262144"));

        assertThat(exchange.getResponse().getBodyAsString().block())
                .contains("\"status\":413", "\"detail\":\"The body is too long.\"", "\"instance\":\"/some/path\"")
                .doesNotContain("262144");
    }

    private void answer(Throwable failure) {
        new FailedRequests().handle(exchange, failure).block();
    }
}
