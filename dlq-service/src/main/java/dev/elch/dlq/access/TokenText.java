package dev.elch.dlq.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token that we made, as its holder sends it: {@code elch_<name>.<256 random bits>}. The beginning makes one that was left in
 * a repository easy to find, and the name leads to it without a look at all others.
 */
record TokenText(String name, String whole) {

    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("elch_([a-z][a-z0-9-]{1,39})\\.[A-Za-z0-9_-]{43}");

    static TokenText create(String name, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new TokenText(
                name,
                "elch_" + name + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty when the text is no token of ours. */
    static Optional<TokenText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new TokenText(form.group(1), text)) : Optional.empty();
    }

    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean isTheOneOf(IssuedToken known) {
        return MessageDigest.isEqual(
                sha256().getBytes(StandardCharsets.US_ASCII), known.sha256().getBytes(StandardCharsets.US_ASCII));
    }

    /** A log must not show it. */
    @Override
    public String toString() {
        return "TokenText[" + name + "]";
    }
}
