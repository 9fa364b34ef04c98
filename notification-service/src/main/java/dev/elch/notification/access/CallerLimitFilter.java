package dev.elch.notification.access;

import dev.elch.access.AccessProblems;
import dev.elch.access.Caller;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a caller who calls too often. Runs when it is known who calls. */
final class CallerLimitFilter implements WebFilter {

    private final CallerLimits limits;

    CallerLimitFilter(CallerLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .map(CallerLimitFilter::caller)
                .defaultIfEmpty(Optional.empty())
                .map(caller -> caller.map(known -> limits.waitFor(known.name())).orElse(Duration.ZERO))
                .flatMap(wait -> wait.isZero() ? chain.filter(exchange) : tooManyCalls(exchange, wait));
    }

    private static Mono<Void> tooManyCalls(ServerWebExchange exchange, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return AccessProblems.refuse(
                exchange,
                HttpStatus.TOO_MANY_REQUESTS,
                "urn:elch:problem:too-many-calls",
                "You call too often. Call again in " + seconds + " s.");
    }

    private static Optional<Caller> caller(SecurityContext context) {
        Authentication authentication = context.getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
