package dev.elch.dlq.access;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.access.AccessConfiguration;
import dev.elch.access.ApiProperties;
import dev.elch.access.Doors;
import dev.elch.access.Role;
import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;

/** Opens the doors that a role may use. */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class DoorsConfiguration {

    /** The console loads what this service serves, and calls nobody but this service and where people sign in; no inline script, no frame. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    IssuedTokens issuedTokens(MongoDatabase database, MongoAuditLog audit, ApiProperties properties, Clock clock) {
        return new IssuedTokens(
                new MongoTokenStore(database), audit, properties.tokens().keySet(), clock);
    }

    /** The console has no cookie: it sends its token itself. */
    @Bean
    SecurityWebFilterChain openDoors(ServerHttpSecurity http, Doors doors, ConsoleProperties console) {
        return doors.guard(http)
                .headers(headers -> headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(CONTENT_SECURITY_POLICY.formatted(console.alsoCalled())))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
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
}
