package dev.elch.access;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Recognises people by a JWT: its subject is their name, the highest role in its claim {@code roles} is their role. */
final class JwtCallers {

    /** The longest that auth-service lets a token live: a thief of the key cannot make one that lasts. */
    static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final OAuth2Error TOO_LONG = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_TOKEN, "The token does not say when it was issued, or lives too long", null);

    private static final Logger log = LoggerFactory.getLogger(JwtCallers.class);

    private final @Nullable ReactiveJwtDecoder decoder;

    private JwtCallers(@Nullable ReactiveJwtDecoder decoder) {
        this.decoder = decoder;
    }

    static JwtCallers of(JwtProperties properties, Clock clock) {
        URI keys = properties.jwksUri();
        if (keys == null) {
            return new JwtCallers(null);
        }
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(new PublishedKeys(keys, clock))
                .build();
        decoder.setJwtValidator(validator(properties, clock));
        return new JwtCallers(decoder);
    }

    /**
     * Who this is; empty when the token is no JWT, is not to be trusted, or gives no role. Fails with {@link
     * KeysUnavailableException} if the token cannot be checked.
     */
    Mono<Caller> caller(String token) {
        if (decoder == null || token.chars().filter(letter -> letter == '.').count() != 2) {
            return Mono.empty();
        }
        return decoder.decode(token)
                .flatMap(JwtCallers::caller)
                .onErrorResume(JwtException.class, refused -> {
                    log.info("A JWT is refused: {}", refused.getMessage());
                    return Mono.empty();
                })
                // The decoder wraps what the keys said.
                .onErrorMap(failure -> failure.getCause() instanceof KeysUnavailableException keys ? keys : failure);
    }

    private static Mono<Caller> caller(Jwt jwt) {
        String name = jwt.getSubject();
        List<String> roles = jwt.getClaimAsStringList("roles");
        if (name == null || roles == null) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(roles.stream()
                .flatMap(role -> Role.named(role).stream())
                .max(Comparator.naturalOrder())
                .map(role -> new Caller(name, role, jwt.getClaimAsString("preferred_username"))));
    }

    /** A time of issue in the future would make a short life of a long one. */
    private static boolean isShort(Jwt jwt, Instant now) {
        Instant issued = jwt.getIssuedAt();
        Instant expires = jwt.getExpiresAt();
        return issued != null
                && expires != null
                && !issued.isAfter(now.plus(SKEW))
                && Duration.between(issued, expires).compareTo(LONGEST_LIFE) <= 0;
    }

    private static OAuth2TokenValidator<Jwt> validator(JwtProperties properties, Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        String issuer = properties.issuer();
        String audience = properties.audience();
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                jwt -> isShort(jwt, clock.instant())
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(TOO_LONG),
                new JwtClaimValidator<Object>("iss", iss -> String.valueOf(iss).equals(issuer)),
                new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(audience)));
    }
}
