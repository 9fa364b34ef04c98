package dev.elch.access;

import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** The security of every API: a request needs a bearer token. */
public final class ApiSecurity {

    private final BearerAuthentication bearer;
    private final boolean canAnyoneCall;

    /** @param canAnyoneCall false: no caller is configured, and the refusal says so */
    ApiSecurity(BearerAuthentication bearer, boolean canAnyoneCall) {
        this.bearer = bearer;
        this.canAnyoneCall = canAnyoneCall;
    }

    /**
     * Bearer tokens as the only authentication; the service says which routes a role may use. There are no cookies and no
     * sessions, and so nothing that another site could make a browser send (CSRF).
     */
    public ServerHttpSecurity guard(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(authentication(), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new ViewerMask(), SecurityWebFiltersOrder.AUTHORIZATION)
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(
                                (exchange, why) -> AccessProblems.unknown(exchange, why, canAnyoneCall))
                        .accessDeniedHandler((exchange, why) -> AccessProblems.forbidden(exchange)));
    }

    private AuthenticationWebFilter authentication() {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(bearer);
        filter.setAuthenticationFailureHandler(
                (failed, why) -> AccessProblems.unknown(failed.getExchange(), why, canAnyoneCall));
        return filter;
    }
}
