package dev.elch.auth.security;

import dev.elch.auth.session.SignInSession;
import dev.elch.auth.signin.AcceptedTypes;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
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

/**
 * Sends people who must sign in to the home page, and those who sign out of a session that has ended already; everything else gets
 * its status from the error page.
 */
final class RefusedRequests implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final Mono<Void> FORBIDDEN = Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));

    /** A session that has ended took the token of its form with it; where these lead tells what is so. */
    private static final Map<String, URI> SIGN_OUTS = Map.of(
            "/logout", URI.create("/?signed-out"),
            "/sign-out-everywhere", URI.create("/?signed-out=only-here"));

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
        String path = exchange.getRequest().getPath().value();
        return SIGN_OUTS.containsKey(path)
                ? exchange.getSession()
                        .flatMap(session -> session.getAttribute(SignInSession.USER_ID) == null
                                ? redirect.sendRedirect(exchange, Objects.requireNonNull(SIGN_OUTS.get(path)))
                                : FORBIDDEN)
                : FORBIDDEN;
    }
}
