package dev.elch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ViewerMaskTest {

    private static final String JSON = "{\"to\":\"bat@example.mn\"}";
    private static final String MASKED = "{\"to\":\"b***@example.mn\"}";

    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

    @Test
    void masks_what_a_viewer_is_answered_and_says_its_new_length() {
        assertThat(answer(Role.VIEWER, MediaType.APPLICATION_PROBLEM_JSON, JSON))
                .isEqualTo(MASKED);
        assertThat(exchange.getResponse().getHeaders().getContentLength()).isEqualTo(MASKED.length());
    }

    @Test
    void masks_an_address_that_came_in_two_parts() {
        assertThat(answer(Role.VIEWER, MediaType.APPLICATION_JSON, "{\"to\":\"bat@exa", "mple.mn\"}"))
                .isEqualTo(MASKED);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "ADMIN"})
    void leaves_it_to_those_who_may_see_it(Role role) {
        assertThat(answer(role, MediaType.APPLICATION_JSON, JSON)).isEqualTo(JSON);
    }

    @Test
    void leaves_what_is_no_document_as_it_is() {
        assertThat(answer(Role.VIEWER, MediaType.TEXT_PLAIN, JSON)).isEqualTo(JSON);
    }

    @Test
    void masks_events_one_by_one() {
        String event = "event:state\ndata:" + JSON + "\n\n";

        String sent = answered(
                Role.VIEWER,
                MediaType.TEXT_EVENT_STREAM,
                response -> response.writeAndFlushWith(
                        Flux.fromIterable(List.of(event, event)).map(text -> Mono.just(buffer(response, text)))));

        assertThat(sent).isEqualTo(("event:state\ndata:" + MASKED + "\n\n").repeat(2));
    }

    private String answer(Role role, MediaType type, String... parts) {
        return answered(
                role, type, response -> response.writeWith(Flux.fromArray(parts).map(part -> buffer(response, part))));
    }

    private String answered(
            Role role, MediaType type, java.util.function.Function<ServerHttpResponse, Mono<Void>> body) {
        WebFilterChain rest = asked -> {
            ServerHttpResponse response = asked.getResponse();
            response.getHeaders().setContentType(type);
            if (!type.equals(MediaType.TEXT_EVENT_STREAM)) {
                response.getHeaders().setContentLength(JSON.length());
            }
            return body.apply(response);
        };
        new ViewerMask()
                .filter(exchange, rest)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new TestingAuthenticationToken(new Caller("a-caller", role), "")))
                .block();
        return exchange.getResponse().getBodyAsString().blockOptional().orElse("");
    }

    private static DataBuffer buffer(ServerHttpResponse response, String text) {
        return response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
