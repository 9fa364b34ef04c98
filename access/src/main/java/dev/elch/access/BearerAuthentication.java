package dev.elch.access;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the bearer token out of a request and finds its caller. */
final class BearerAuthentication implements ServerAuthenticationConverter, ReactiveAuthenticationManager {

    private static final Logger log = LoggerFactory.getLogger(BearerAuthentication.class);

    private static final String SCHEME = "Bearer ";

    private final List<Callers> callers;

    /** @param callers asked one after the other, until one of them knows the token */
    BearerAuthentication(List<Callers> callers) {
        this.callers = List.copyOf(callers);
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .map(token -> new PreAuthenticatedAuthenticationToken("unknown", token));
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        String token = String.valueOf(authentication.getCredentials());
        return Flux.fromIterable(callers)
                .concatMap(some -> some.caller(token))
                .next()
                .map(BearerAuthentication::authenticated)
                .doOnError(away -> log.warn("a caller gets a 503, the token cannot be checked: {}", away.toString()))
                .onErrorMap(away -> new AuthenticationServiceException("the token cannot be checked", away))
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown token")));
    }

    private static Authentication authenticated(Caller caller) {
        String[] roles = caller.role().included().stream()
                .map(role -> "ROLE_" + role.name())
                .toArray(String[]::new);
        AbstractAuthenticationToken authenticated =
                new PreAuthenticatedAuthenticationToken(caller, "", AuthorityUtils.createAuthorityList(roles));
        authenticated.setAuthenticated(true);
        return authenticated;
    }
}
