package dev.elch.notification.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Knows people by a JWT: its subject is their name, the highest role in its claim {@code roles} is theirs. */
final class People {

    private static final Logger log = LoggerFactory.getLogger(People.class);

    private final @Nullable ReactiveJwtDecoder decoder;

    private People(@Nullable ReactiveJwtDecoder decoder) {
        this.decoder = decoder;
    }

    static People of(JwtProperties properties) {
        if (properties.jwksUri() == null) {
            return new People(null);
        }
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(
                        properties.jwksUri().toString())
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(validators(properties)));
        return new People(decoder);
    }

    /** Who this is; empty when the token is no JWT, is not to be trusted, or gives no role. */
    Mono<Caller> caller(String token) {
        if (decoder == null || token.chars().filter(letter -> letter == '.').count() != 2) {
            return Mono.empty();
        }
        return decoder.decode(token).flatMap(People::caller).onErrorResume(JwtException.class, refused -> {
            log.info("A JWT is refused: {}", refused.getMessage());
            return Mono.empty();
        });
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
                .map(role -> new Caller(name, role)));
    }

    private static List<OAuth2TokenValidator<Jwt>> validators(JwtProperties properties) {
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        String issuer = properties.issuer();
        if (issuer != null) {
            validators.add(new JwtClaimValidator<Object>("iss", iss -> issuer.equals(String.valueOf(iss))));
        }
        String audience = properties.audience();
        if (audience != null) {
            validators.add(new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(audience)));
        }
        return validators;
    }
}
