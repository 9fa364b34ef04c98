package dev.elch.startup;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    /**
     * The id of the secret that signs or encrypts: {@code id}, or the only one of {@code ids} when that is blank; empty when there are
     * no secrets and none is asked for.
     *
     * @param setting that has {@code id}, such as {@code elch.webhook.signing-key}
     * @throws IllegalArgumentException when none of {@code ids} is meant, or it is not clear which; it names the setting and the ids
     */
    public static String chosen(String setting, String id, Set<String> ids) {
        if (id.isBlank() && ids.size() > 1) {
            throw new IllegalArgumentException(setting + " is missing: say which of the keys "
                    + ids.stream().sorted().toList() + " to use");
        }
        if (id.isBlank()) {
            return ids.stream().findAny().orElse("");
        }
        if (!ids.contains(id)) {
            throw new IllegalArgumentException(setting + " \"" + id + "\" is none of the keys "
                    + ids.stream().sorted().toList());
        }
        return id;
    }

    private static byte[] decoded(String setting, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException(setting + " is not base64: make one with openssl rand -base64 32");
        }
    }
}
