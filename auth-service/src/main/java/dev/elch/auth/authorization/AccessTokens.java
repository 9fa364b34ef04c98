package dev.elch.auth.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import reactor.core.publisher.Mono;

/** Issues access tokens that name a user and their role: RS256, valid for a few minutes. */
final class AccessTokens {

    private final RotatingKeys keys;
    private final URI issuer;
    private final String audience;
    private final Duration lifetime;
    private final Clock clock;

    AccessTokens(RotatingKeys keys, URI issuer, String audience, Duration lifetime, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    Duration lifetime() {
        return lifetime;
    }

    /**
     * A token.
     *
     * @param userId becomes {@code sub}
     * @param login becomes {@code preferred_username}: for people to read, never to decide anything by
     */
    Mono<String> issue(String userId, String login, Role role) {
        return keys.signing().map(key -> signed(key, claims(userId, login, role)));
    }

    private JwtClaimsSet claims(String userId, String login, Role role) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(issuer.toString())
                .audience(List.of(audience))
                .subject(userId)
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(lifetime))
                .claim("roles", List.of(role.word()))
                .claim("preferred_username", login)
                .build();
    }

    private static String signed(SigningKey key, JwtClaimsSet claims) {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .keyId(key.pair().getKeyID())
                .type("JWT")
                .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key.pair())))
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }
}
