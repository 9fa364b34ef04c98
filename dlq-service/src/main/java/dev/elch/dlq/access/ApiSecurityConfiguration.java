package dev.elch.dlq.access;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.access.AccessConfiguration;
import dev.elch.access.ApiProperties;
import dev.elch.access.ApiSecurity;
import dev.elch.access.Role;
import dev.elch.dlq.audit.MongoAuditLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import reactor.core.publisher.Mono;

/** Which role may use which route, and the security headers of the console. */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class ApiSecurityConfiguration {

    /** The console loads and calls only this service and auth-service; no inline script, and no frame except the mail preview. */
    private static final String CONSOLE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; frame-src 'self'; connect-src 'self'%s; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** The page in which the console shows a mail. */
    private static final String MAIL_PAGE = "/console/mail.html";

    /** A mail may have styles and pictures in itself. It stands in a page without an origin, in which only our script runs. */
    private static final String MAIL_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts";

    @Bean
    IssuedTokens issuedTokens(MongoDatabase database, MongoAuditLog audit, ApiProperties properties, Clock clock) {
        return new IssuedTokens(
                new MongoTokens(database), audit, properties.tokens().keySet(), clock);
    }

    @Bean
    MongoErasedOperators erasedOperators(MongoDatabase database) {
        return new MongoErasedOperators(database);
    }

    @Bean
    MongoPeople people(MongoDatabase database) {
        return new MongoPeople(database);
    }

    /** The console has no cookie: it sends its token itself. */
    @Bean
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http, ApiSecurity security, ConsoleProperties console) {
        return security.guard(http)
                .headers(headers -> headers.frameOptions(ServerHttpSecurity.HeaderSpec.FrameOptionsSpec::disable)
                        .writer(contentPolicy(console))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(
                                HttpMethod.GET,
                                "/actuator/health/**",
                                "/",
                                "/index.html",
                                "/console/**",
                                "/webjars/uplot/**")
                        .permitAll()
                        .pathMatchers("/api/admin/dlq/tokens/**", "/api/admin/dlq/erasures")
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
}
