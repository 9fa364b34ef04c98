package dev.elch.notification.access;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** Closes every door and opens those that a role may use. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    ApiTokens apiTokens(ApiProperties properties, JwtProperties jwt) {
        ApiTokens tokens = new ApiTokens(properties.tokens());
        if (tokens.isEmpty() && jwt.jwksUri() == null) {
            log.warn(
                    "No API token is configured: every call to /api will be refused. To let somebody in, think of a long"
                            + " random token, give them the token and us its hash: ELCH_API_TOKENS_ADMIN_SHA256=$(printf %s"
                            + " \"$TOKEN\" | sha256sum | cut -d' ' -f1) ELCH_API_TOKENS_ADMIN_ROLE=admin");
        }
        return tokens;
    }

    @Bean
    BearerAuthentication bearerAuthentication(ApiTokens tokens, JwtProperties jwt, Clock clock) {
        return new BearerAuthentication(tokens, People.of(jwt, clock));
    }

    @Bean
    CallerLimits callerLimits(ApiProperties properties, Clock clock) {
        return new CallerLimits(properties.rate(), clock);
    }

    /**
     * There are no cookies and no sessions, and so nothing that another site could make a browser send (CSRF). Webhooks are
     * open here: their signature is checked where they are received.
     */
    @Bean
    SecurityWebFilterChain doors(
            ServerHttpSecurity http,
            BearerAuthentication bearer,
            ApiTokens tokens,
            JwtProperties jwt,
            CallerLimits limits) {
        boolean canAnybodyCall = !tokens.isEmpty() || jwt.jwksUri() != null;
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(authentication(bearer, canAnybodyCall), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new CallerLimitFilter(limits), SecurityWebFiltersOrder.AUTHORIZATION)
                .addFilterAfter(new ViewerMask(), SecurityWebFiltersOrder.AUTHORIZATION)
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(
                                (exchange, why) -> AccessProblems.unknown(exchange, why, canAnybodyCall))
                        .accessDeniedHandler((exchange, why) -> AccessProblems.forbidden(exchange)))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/webhooks/**")
                        .permitAll()
                        .pathMatchers(
                                HttpMethod.GET,
                                "/actuator/prometheus",
                                "/actuator/info",
                                "/v3/api-docs",
                                "/v3/api-docs.yaml",
                                "/api/**")
                        .hasRole(Role.VIEWER.name())
                        .pathMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyExchange()
                        .denyAll())
                .build();
    }

    private static AuthenticationWebFilter authentication(BearerAuthentication bearer, boolean canAnybodyCall) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(bearer);
        filter.setAuthenticationFailureHandler(
                (failed, why) -> AccessProblems.unknown(failed.getExchange(), why, canAnybodyCall));
        return filter;
    }
}
