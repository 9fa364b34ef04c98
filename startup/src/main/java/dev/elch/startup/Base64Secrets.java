package dev.elch.startup;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets by id, as settings have them. */
public final class Base64Secrets {

    private Base64Secrets() {}

    /**
     * The bytes of each secret. Neither a secret nor the decoder's message, which quotes from it, may reach a log.
     *
     * @param setting what the ids follow, such as {@code elch.webhook.keys}
     * @throws IllegalArgumentException when one is not base64; it names the setting and the id
     */
    public static Map<String, byte[]> decode(String setting, Map<String, String> base64ById) {
        Map<String, byte[]> secretsById = new LinkedHashMap<>();
        base64ById.forEach((id, base64) -> secretsById.put(id, decoded(setting + "." + id, base64)));
        return secretsById;
    }

    private static byte[] decoded(String setting, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException(setting + " is not base64");
        }
    }
}
