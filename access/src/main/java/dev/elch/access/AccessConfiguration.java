package dev.elch.access;

import dev.elch.access.problem.EncodedBodies;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** Reads who may call. A service imports it, adds {@link Callers} of its own, if any, and guards its routes with {@link ApiSecurity}. */
@Configuration(proxyBeanMethods = false)
@Import({EncodedBodies.class, FirewallConfiguration.class, RequestTimeoutsConfiguration.class})
@EnableConfigurationProperties({ApiProperties.class, JwtProperties.class})
public class AccessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

    @Bean
    ApiSecurity bearerSecurity(ApiProperties api, JwtProperties jwt, ObjectProvider<Callers> own, Clock clock) {
        ApiTokens tokens = new ApiTokens(api.tokens());
        boolean canAnyoneCall = !tokens.isEmpty() || jwt.jwksUri() != null;
        if (!canAnyoneCall) {
            log.warn("No API token is configured: every call to /api will be refused. To let a caller in, make a long"
                    + " random token, give them the token and us its hash: ELCH_API_TOKENS_ADMIN_SHA256=$(printf %s"
                    + " \"$TOKEN\" | sha256sum | cut -d' ' -f1) ELCH_API_TOKENS_ADMIN_ROLE=admin");
        }
        return new ApiSecurity(new BearerAuthentication(all(tokens, own, JwtCallers.of(jwt, clock))), canAnyoneCall);
    }

    /** In the order in which they are asked: what takes longer comes later. */
    private static List<Callers> all(ApiTokens tokens, ObjectProvider<Callers> own, JwtCallers jwts) {
        Callers configured = token -> Mono.justOrEmpty(tokens.caller(token));
        return Stream.of(Stream.of(configured), own.orderedStream(), Stream.of((Callers) jwts::caller))
                .flatMap(callers -> callers)
                .toList();
    }
}
