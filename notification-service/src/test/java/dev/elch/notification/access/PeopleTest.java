package dev.elch.notification.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static RSAKey key;
    private static RSAKey otherKey;
    private static HttpServer issuer;

    private final People people = People.of(new JwtProperties(
            URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks"), "https://elch.example", "elch"));

    @BeforeAll
    static void publishKeys() throws JOSEException, IOException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("k1").generate();
        byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
    }

    @Test
    void are_known_by_their_subject_with_the_highest_of_their_roles() {
        assertThat(caller(signed(key, claims("viewer", "operator", "gardener").build())))
                .contains(new Caller("github:7", Role.OPERATOR));
    }

    @Test
    void without_a_role_that_we_know_are_nobody() {
        assertThat(caller(signed(key, claims().build()))).isEmpty();
        assertThat(caller(signed(key, claims("gardener").build()))).isEmpty();
    }

    @Test
    void are_not_believed_when_somebody_else_signed() {
        assertThat(caller(signed(otherKey, claims("admin").build()))).isEmpty();
    }

    @Test
    void are_not_believed_when_their_time_is_over_or_the_token_is_for_somebody_else() {
        Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));

        assertThat(caller(signed(key, claims("admin").expirationTime(past).build())))
                .isEmpty();
        assertThat(caller(signed(key, claims("admin").audience("shop").build())))
                .isEmpty();
        assertThat(caller(signed(
                        key, claims("admin").issuer("https://evil.example").build())))
                .isEmpty();
    }

    @Test
    void are_unknown_where_nobody_vouches_for_them() {
        People nobody = People.of(new JwtProperties(null, null, null));

        assertThat(nobody.caller(signed(key, claims("admin").build())).blockOptional())
                .isEmpty();
        assertThat(caller("no.jwt.atall")).isEmpty();
        assertThat(caller("plain")).isEmpty();
    }

    private Optional<Caller> caller(String token) {
        return people.caller(token).blockOptional();
    }

    private static JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .subject("github:7")
                .issuer("https://elch.example")
                .audience("elch")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .claim("roles", List.of(roles));
    }

    private static String signed(RSAKey by, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(by.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
