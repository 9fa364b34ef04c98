package dev.elch.auth.authorization;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.background.BackgroundWork;
import dev.elch.auth.session.FallbackSessions;
import dev.elch.startup.MongoIndexes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wires keys, tokens and the consoles' sign-in. */
@Configuration(proxyBeanMethods = false)
class AuthorizationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AuthorizationConfiguration.class);
    private static final Duration KEY_ROUND = Duration.ofSeconds(30);

    /** Beyond the life of the last token: clocks differ, and services keep the keys for some minutes. */
    private static final Duration CLOCKS_AND_CACHES = Duration.ofMinutes(10);

    @Bean
    MongoSigningKeys signingKeys(MongoDatabase database, AuthorizationProperties properties) {
        return new MongoSigningKeys(database, properties.encryption());
    }

    @Bean
    RotatingKeys rotatingKeys(MongoSigningKeys shared, AuthorizationProperties properties, Clock clock) {
        String signing = properties.signingKey();
        return new RotatingKeys(
                shared,
                signing == null ? KeyRing.EMPTY : ConfiguredKeys.ring(properties.keys(), signing),
                new KeyRotation(properties.keyRotation()),
                properties.tokenLifetime().plus(CLOCKS_AND_CACHES),
                clock);
    }

    @Bean
    MongoGrants grants(MongoDatabase database) {
        return new MongoGrants(database);
    }

    @Bean
    ConsoleSignIns consoleSignIns(
            AuthorizationProperties properties,
            MongoGrants grants,
            FallbackSessions sessions,
            RotatingKeys keys,
            Clock clock) {
        RoleAssignments roles = properties.roles();
        if (roles.size() == 0) {
            log.warn("elch.people.viewers, .operators and .admins are all empty: no user can sign in at a console");
        }
        AccessTokens tokens =
                new AccessTokens(keys, properties.issuer(), properties.audience(), properties.tokenLifetime(), clock);
        return new ConsoleSignIns(roles, grants, sessions, tokens, properties.idle(), clock);
    }

    /** Only scripts of the consoles may read what the token endpoint answers. */
    @Bean
    CorsConfigurationSource consoleOrigins(AuthorizationProperties properties) {
        CorsConfiguration consoles = new CorsConfiguration();
        consoles.setAllowedOrigins(properties.consoles().stream()
                .map(AuthorizationConfiguration::origin)
                .toList());
        consoles.setAllowedMethods(List.of(HttpMethod.POST.name()));
        consoles.setMaxAge(Duration.ofMinutes(10));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/oauth2/token", consoles);
        source.registerCorsConfiguration("/oauth2/revoke", consoles);
        return source;
    }

    @Bean
    MongoIndexes grantIndexes() {
        return MongoGrants.INDEXES;
    }

    /**
     * Makes the first key as soon as the database answers, and the next ones in time; nothing with a configured key, or if no
     * one can sign in.
     */
    @Bean
    BackgroundWork keyWork(RotatingKeys keys, AuthorizationProperties properties) {
        Mono<Void> rounds = Flux.interval(Duration.ZERO, KEY_ROUND)
                .onBackpressureDrop()
                .concatMap(tick -> keys.refresh().onErrorResume(away -> {
                    log.warn("The signing keys cannot be refreshed: {}", away.toString());
                    return Mono.empty();
                }))
                .then();
        return new BackgroundWork(properties.storesKeys() ? rounds : Mono.never());
    }

    private static String origin(URI console) {
        return console.getScheme() + "://" + console.getRawAuthority();
    }
}
