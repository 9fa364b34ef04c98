package dev.elch.access.problem;

import dev.elch.access.AccessProblems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a compressed body, which would otherwise be read as if it were the text itself: nothing here decompresses, so that a
 * small body cannot become a large one. The answer says so as RFC 9110, sections 12.5.3 and 15.5.16, have it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class EncodedBodies implements WebFilter {

    private static final String AS_IT_IS = "identity";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String encoding = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase(AS_IT_IS)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.ACCEPT_ENCODING, AS_IT_IS);
        return AccessProblems.refuse(
                exchange,
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "about:blank",
                "Send the body as it is, without the header Content-Encoding.");
    }
}
