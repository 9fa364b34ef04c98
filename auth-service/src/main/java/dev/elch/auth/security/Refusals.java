package dev.elch.auth.security;

import dev.elch.auth.signin.AcceptedTypes;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends people who must sign in to the home page; everything else gets its status from the error page. */
final class Refusals implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException why) {
        boolean isPerson = exchange.getRequest().getMethod().equals(HttpMethod.GET)
                && AcceptedTypes.includePages(exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
        return isPerson
                ? redirect.sendRedirect(exchange, URI.create("/"))
                : Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException why) {
        return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
    }
}
