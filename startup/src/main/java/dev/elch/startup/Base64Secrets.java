package dev.elch.startup;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Secrets by id, as settings have them. */
public final class Base64Secrets {

    private static final int LEAST_SIGNING_BYTES = 32;

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
     * The bytes of secrets that sign: each of {@value #LEAST_SIGNING_BYTES} bytes or more, with an id that can stand in front of a
     * signature.
     *
     * @throws IllegalArgumentException as {@link #decode}, and when one is too short or its id has other characters
     */
    public static Map<String, byte[]> decodeSigning(String setting, Map<String, String> base64ById) {
        Map<String, byte[]> secretsById = decode(setting, base64ById);
        secretsById.forEach((id, secret) -> {
            if (!id.matches("[A-Za-z0-9_-]{1,32}") || secret.length < LEAST_SIGNING_BYTES) {
                throw new IllegalArgumentException(setting + "." + id
                        + " must have an id of 1 to 32 of A-Z a-z 0-9 _ - and at least " + LEAST_SIGNING_BYTES
                        + " bytes: openssl rand -base64 32");
            }
        });
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
