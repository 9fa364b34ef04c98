package dev.elch.auth.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/**
 * The last few sign-ins that a browser has begun, in its session, by their state: a person who opened two tabs may end either of
 * them. Spring keeps the last one alone.
 */
final class BegunSignIns implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final int MOST = 5;

    private static final String ATTRIBUTE = "elch.begun-sign-ins";

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return exchange.getSession().mapNotNull(session -> begun(session).get(state(exchange)));
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return exchange.getSession()
                .doOnNext(session -> change(session, begun -> {
                    begun.put(Objects.requireNonNull(request.getState()), request);
                    if (begun.size() > MOST) {
                        begun.remove(begun.keySet().iterator().next());
                    }
                    return request;
                }))
                .then();
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return exchange.getSession().mapNotNull(session -> change(session, begun -> begun.remove(state(exchange))));
    }

    private static String state(ServerWebExchange exchange) {
        String state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return state == null ? "" : state;
    }

    private static @Nullable OAuth2AuthorizationRequest change(
            WebSession session,
            Function<Map<String, OAuth2AuthorizationRequest>, @Nullable OAuth2AuthorizationRequest> by) {
        Map<String, OAuth2AuthorizationRequest> begun = begun(session);
        OAuth2AuthorizationRequest changed = by.apply(begun);
        if (changed != null) {
            session.getAttributes().put(ATTRIBUTE, begun);
        }
        return changed;
    }

    /** A copy, oldest first: only what is put into the session again is stored. */
    private static Map<String, OAuth2AuthorizationRequest> begun(WebSession session) {
        Map<String, OAuth2AuthorizationRequest> begun = session.getAttribute(ATTRIBUTE);
        return begun == null ? new LinkedHashMap<>() : new LinkedHashMap<>(begun);
    }
}
