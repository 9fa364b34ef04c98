package dev.elch.dlq.access;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import reactor.core.publisher.Mono;

/** Closes every door and opens those that a role may use. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    /** The console loads what this service serves, and calls nobody but this service and where people sign in; no inline script, no frame but for mails. */
    private static final String CONSOLE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; frame-src 'self'; connect-src 'self'%s; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** The page in which the console shows a mail. */
    private static final String MAIL_PAGE = "/console/mail.html";

    /** A mail may have styles and pictures in itself. It stands in a page without an origin, in which only our script runs. */
    private static final String MAIL_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts";

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
    IssuedTokens issuedTokens(MongoDatabase database, MongoAuditLog audit, ApiProperties properties, Clock clock) {
        return new IssuedTokens(
                new MongoTokenStore(database), audit, properties.tokens().keySet(), clock);
    }

    @Bean
    BearerAuthentication bearerAuthentication(ApiTokens tokens, IssuedTokens issued, JwtProperties jwt, Clock clock) {
        return new BearerAuthentication(tokens, issued, People.of(jwt, clock));
    }

    /** There are no cookies and no sessions (the console sends its token itself), and so nothing that another site could make a browser send (CSRF). */
    @Bean
    SecurityWebFilterChain doors(
            ServerHttpSecurity http,
            BearerAuthentication bearer,
            ApiTokens tokens,
            JwtProperties jwt,
            ConsoleProperties console) {
        boolean canAnybodyCall = !tokens.isEmpty() || jwt.jwksUri() != null;
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .headers(headers -> headers.frameOptions(ServerHttpSecurity.HeaderSpec.FrameOptionsSpec::disable)
                        .writer(contentPolicy(console))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterAfter(new ViewerMask(), SecurityWebFiltersOrder.AUTHORIZATION)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(authentication(bearer, canAnybodyCall), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(
                                (exchange, why) -> AccessProblems.unknown(exchange, why, canAnybodyCall))
                        .accessDeniedHandler((exchange, why) -> AccessProblems.forbidden(exchange)))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/", "/index.html", "/console/**")
                        .permitAll()
                        .pathMatchers("/api/admin/dlq/tokens/**")
                        .hasRole(Role.ADMIN.name())
                        .pathMatchers(HttpMethod.GET, "/actuator/**", "/api/**")
                        .hasRole(Role.VIEWER.name())
                        .pathMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyExchange()
                        .denyAll())
                .build();
    }

    private static ServerHttpHeadersWriter contentPolicy(ConsoleProperties console) {
        String usual = CONSOLE_POLICY.formatted(console.alsoCalled());
        return exchange -> {
            boolean isMail = exchange.getRequest().getPath().value().equals(MAIL_PAGE);
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("Content-Security-Policy", isMail ? MAIL_POLICY : usual);
            headers.set("X-Frame-Options", isMail ? "SAMEORIGIN" : "DENY");
            return Mono.empty();
        };
    }

    private static AuthenticationWebFilter authentication(BearerAuthentication bearer, boolean canAnybodyCall) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(bearer);
        filter.setAuthenticationFailureHandler(
                (failed, why) -> AccessProblems.unknown(failed.getExchange(), why, canAnybodyCall));
        return filter;
    }
}
