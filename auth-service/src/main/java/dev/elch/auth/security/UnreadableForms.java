package dev.elch.auth.security;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A form that is not encoded as one is the caller's mistake; the framework takes it for ours. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableForms implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(new ServerWebExchangeDecorator(exchange) {
            @Override
            public Mono<MultiValueMap<String, String>> getFormData() {
                return super.getFormData()
                        .onErrorMap(
                                IllegalArgumentException.class,
                                malformed -> new ServerWebInputException("the form cannot be read", null, malformed));
            }
        });
    }
}
