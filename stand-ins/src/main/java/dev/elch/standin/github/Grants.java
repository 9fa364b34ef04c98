package dev.elch.standin.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes that wait for their exchange and the tokens they became. A code works once and for ten minutes, as at GitHub. */
final class Grants {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Grants(Clock clock) {
        this.clock = clock;
    }

    /** A code that stands for "this person agreed to this request". */
    String agree(Persona persona, AuthorizationRequest request) {
        String code = randomHex(10);
        codes.put(code, new Code(persona, request, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    /** The token for a code; empty when the code is unknown, used, expired, or its PKCE verifier is wrong. */
    Optional<Token> exchange(String code, @Nullable String redirectUri, @Nullable String codeVerifier) {
        Code found = codes.remove(code);
        if (found == null || !clock.instant().isBefore(found.expiry)) {
            return Optional.empty();
        }
        boolean isSamePlace = redirectUri == null
                || redirectUri.equals(found.request.redirectUri().toString());
        String challenge = found.request.codeChallenge();
        boolean isSameClient = challenge == null || (codeVerifier != null && challenge.equals(s256(codeVerifier)));
        if (!isSamePlace || !isSameClient) {
            return Optional.empty();
        }
        Token token = new Token("gho_" + randomHex(18), found.persona, found.request.scopes());
        tokens.put(token.value(), token);
        return Optional.of(token);
    }

    Optional<Token> token(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    private String randomHex(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record Code(Persona persona, AuthorizationRequest request, Instant expiry) {}

    /** What an application shows to read about a person. */
    record Token(String value, Persona persona, List<String> scopes) {

        boolean maySeeAddresses() {
            return scopes.contains("user:email") || scopes.contains("user");
        }
    }
}
