package dev.elch.dlq.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;

/** Closes every door and opens those that a role may use. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    /** The console loads what this service serves and nothing else; no inline script, no frame. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    ApiTokens apiTokens(ApiProperties properties) {
        ApiTokens tokens = new ApiTokens(properties.tokens());
        if (tokens.isEmpty()) {
            log.warn(
                    "No API token is configured: every call to /api will be refused. To let somebody in, think of a long"
                            + " random token, give them the token and us its hash: ELCH_API_TOKENS_ADMIN_SHA256=$(printf %s"
                            + " \"$TOKEN\" | sha256sum | cut -d' ' -f1) ELCH_API_TOKENS_ADMIN_ROLE=admin");
        }
        return tokens;
    }

    @Bean
    BearerAuthentication bearerAuthentication(ApiTokens tokens) {
        return new BearerAuthentication(tokens);
    }

    /** There are no cookies and no sessions (the console sends its token itself), and so nothing that another site could make a browser send (CSRF). */
    @Bean
    SecurityWebFilterChain doors(ServerHttpSecurity http, BearerAuthentication bearer, ApiTokens tokens) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(authentication(bearer, tokens), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(
                                (exchange, why) -> AccessProblems.unauthorized(exchange, !tokens.isEmpty()))
                        .accessDeniedHandler((exchange, why) -> AccessProblems.forbidden(exchange)))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/", "/index.html", "/console/**")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/actuator/**", "/api/**")
                        .hasRole(Role.VIEWER.name())
                        .pathMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyExchange()
                        .denyAll())
                .build();
    }

    private static AuthenticationWebFilter authentication(BearerAuthentication bearer, ApiTokens tokens) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(bearer);
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(
                (exchange, why) -> AccessProblems.unauthorized(exchange, !tokens.isEmpty())));
        return filter;
    }
}
