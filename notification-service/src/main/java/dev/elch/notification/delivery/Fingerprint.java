package dev.elch.notification.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells one content from another, whichever version of the schema it was written with. */
public final class Fingerprint {

    private Fingerprint() {}

    /** SHA-256 over every field, each with its length before it; in hexadecimal. A later field counts, with its name, where it is set. */
    public static String of(SignIn signIn) {
        MessageDigest digest = sha256();
        int number = 0;
        for (Map.Entry<String, @Nullable Object> field :
                SignInFields.values(signIn).entrySet()) {
            @Nullable
            String value = field.getValue() == null ? null : field.getValue().toString();
            if (number++ < SignInFields.OF_FIRST_VERSION) {
                add(digest, value);
            } else if (value != null) {
                add(digest, field.getKey());
                add(digest, value);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
