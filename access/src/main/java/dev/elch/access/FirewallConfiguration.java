package dev.elch.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Refuses paths that could be read in two ways, such as {@code //} and {@code %2e%2e}, in words. */
@Configuration(proxyBeanMethods = false)
class FirewallConfiguration {

    /** A header may hold any bytes: it is read as text and never believed, and must not end a sign-in. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    /** The default answers without a word. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests() {
        return (exchange, why) -> Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, "", why));
    }
}
