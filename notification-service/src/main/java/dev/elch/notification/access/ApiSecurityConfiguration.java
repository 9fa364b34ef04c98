package dev.elch.notification.access;

import dev.elch.access.AccessConfiguration;
import dev.elch.access.ApiSecurity;
import dev.elch.access.Role;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Lets each role call what it may. */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class ApiSecurityConfiguration {

    @Bean
    CallerLimits callerLimits(CallerRateProperties rate, Clock clock) {
        return new CallerLimits(rate, clock);
    }

    /** Webhooks are open here: their signature is checked where they are received. */
    @Bean
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http, ApiSecurity security, CallerLimits limits) {
        return security.guard(http)
                .addFilterAfter(new CallerLimitFilter(limits), SecurityWebFiltersOrder.AUTHORIZATION)
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
                        .pathMatchers("/api/erasures")
                        .hasRole(Role.ADMIN.name())
                        .pathMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyExchange()
                        .denyAll())
                .build();
    }
}
