package dev.elch.testkit.token;

import dev.elch.testkit.web.LoopbackWeb;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for auth-service towards a service that checks tokens: publishes keys, and signs whatever a test says. */
public final class TokenIssuer implements AutoCloseable {

    public static final String ISSUER = "https://auth.elch.example";
    public static final String AUDIENCE = "elch";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BITS = 2048;

    private final AtomicInteger questions = new AtomicInteger();
    private final LoopbackWeb web;
    private volatile Map<String, KeyPair> keys = Map.of("k1", pair());
    private volatile boolean isBroken;

    private TokenIssuer() {
        web = LoopbackWeb.start("token-issuer", 0, Map.of("/jwks", exchange -> {
            questions.incrementAndGet();
            if (isBroken) {
                exchange.empty(500);
            } else {
                exchange.json(200, Map.of("keys", published()));
            }
        }));
    }

    public static TokenIssuer start() {
        return new TokenIssuer();
    }

    /** Where the public keys are. */
    public URI jwks() {
        return web.uri().resolve("/jwks");
    }

    /** How often the keys were asked for. */
    public int questions() {
        return questions.get();
    }

    /** Settings that make a service believe this issuer. */
    public Map<String, String> settings() {
        return Map.of(
                "elch.jwt.jwks-uri", jwks().toString(),
                "elch.jwt.issuer", ISSUER,
                "elch.jwt.audience", AUDIENCE);
    }

    /** From now on another key is published and signs. */
    public void rotate() {
        keys = Map.of("k" + (keys.size() + questions.get() + 1), pair());
    }

    /** From now on the keys cannot be read. */
    public void breakDown() {
        isBroken = true;
    }

    public void recover() {
        isBroken = false;
    }

    public String token(String subject, String... roles) {
        return signed(claims(subject, roles), keys.values().iterator().next());
    }

    /** A token with some claims set to other values; a null takes the claim out. */
    public String tokenWith(Map<String, ?> changes, String subject, String... roles) {
        Map<String, Object> claims = claims(subject, roles);
        claims.putAll(changes);
        return signed(claims, keys.values().iterator().next());
    }

    public String expired(String subject, String... roles) {
        long anHourAgo = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();
        return tokenWith(Map.of("iat", anHourAgo - 300, "nbf", anHourAgo - 300, "exp", anHourAgo), subject, roles);
    }

    public String forAnotherAudience(String subject, String... roles) {
        return tokenWith(Map.of("aud", List.of("shop")), subject, roles);
    }

    /** Good in everything but that another key signed it, under the id of ours. */
    public String signedByAnotherIssuer(String subject, String... roles) {
        return signed(claims(subject, roles), pair());
    }

    private List<Map<String, String>> published() {
        return keys.entrySet().stream()
                .map(key -> {
                    RSAPublicKey open = (RSAPublicKey) key.getValue().getPublic();
                    return Map.of(
                            "kty", "RSA",
                            "use", "sig",
                            "kid", key.getKey(),
                            "n", base64(unsigned(open.getModulus())),
                            "e", base64(unsigned(open.getPublicExponent())));
                })
                .toList();
    }

    private static Map<String, Object> claims(String subject, String... roles) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new TreeMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("sub", subject);
        claims.put("roles", List.of(roles));
        claims.put("preferred_username", "sarnai");
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 300);
        return claims;
    }

    private String signed(Map<String, Object> claims, KeyPair by) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("kid", keys.keySet().iterator().next());
        String content = base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(by.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(BITS);
            return rsa.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** Without the byte that only holds the sign. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        web.close();
    }
}
