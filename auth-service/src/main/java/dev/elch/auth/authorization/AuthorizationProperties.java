package dev.elch.auth.authorization;

import dev.elch.startup.Base64Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who operates the system, and the tokens that say so.
 *
 * @param viewers numeric GitHub ids of those who may look
 * @param operators numeric GitHub ids of those who may also act
 * @param admins numeric GitHub ids of those who may do everything
 * @param consoles where a console may be sent back to with its code, as complete URLs; they are compared character by character
 * @param issuer claim {@code iss}: the public address of this service; every instance has the same
 * @param audience claim {@code aud}
 * @param tokenLifetime how long a token is good, 1 to 60 minutes; it cannot be revoked earlier
 * @param idle how long a console may be silent before its sign-in ends
 * @param keyRotation how long one key signs before the next takes over, at least a day; for keys that the service makes itself
 * @param keys RSA private keys by key id, PKCS#8 as PEM or as base64; none: the service makes its own and keeps them in the database,
 *     encrypted
 * @param signingKey id of the key for new tokens; has to be one of {@code keys}
 * @param storageKey id of the storage key that encrypts; empty: the only one there is
 * @param storageKeys AES keys by id, base64, 32 bytes each, that encrypt the keys that the service makes itself; needed as soon as a
 *     user has a role, unless there are {@code keys}. An old one stays here until what it encrypted is gone, after {@code
 *     keyRotation} and an hour
 */
@ConfigurationProperties("elch.people")
public record AuthorizationProperties(
        @DefaultValue List<String> viewers,
        @DefaultValue List<String> operators,
        @DefaultValue List<String> admins,
        @DefaultValue List<URI> consoles,
        @DefaultValue("http://localhost:8080") URI issuer,
        @DefaultValue("elch") String audience,
        @DefaultValue("5m") Duration tokenLifetime,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("30d") Duration keyRotation,
        @DefaultValue Map<String, String> keys,
        @Nullable String signingKey,
        @DefaultValue("") String storageKey,
        @DefaultValue Map<String, String> storageKeys) {

    public AuthorizationProperties {
        consoles.forEach(AuthorizationProperties::requireSafe);
        requireUrl("elch.people.issuer", issuer);
        requireBetween("elch.people.token-lifetime", tokenLifetime, Duration.ofMinutes(1), Duration.ofMinutes(60));
        requireBetween("elch.people.idle", idle, tokenLifetime, Duration.ofHours(12));
        requireBetween("elch.people.key-rotation", keyRotation, Duration.ofDays(1), Duration.ofDays(3650));
        if (signingKey == null ? !keys.isEmpty() : !keys.containsKey(signingKey)) {
            throw new IllegalArgumentException("elch.people.signing-key is "
                    + (signingKey == null ? "not set" : "\"" + signingKey + "\"") + ", but there are elch.people.keys "
                    + keys.keySet() + ": it has to be one of them.");
        }
        keys.forEach(ConfiguredKeys::parse);
        storageKey = Base64Secrets.chosen("elch.people.storage-key", storageKey, storageKeys.keySet());
        encryption(storageKeys, storageKey);
        if (new RoleAssignments(viewers, operators, admins).size() > 0 && keys.isEmpty() && storageKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "elch.people.storage-keys is missing: the keys that sign tokens are kept in the"
                            + " database, encrypted. Set elch.people.storage-keys.<id> to the output of 'openssl rand -base64 32'.");
        }
    }

    RoleAssignments roles() {
        return new RoleAssignments(viewers, operators, admins);
    }

    /** Whether the service makes its keys itself and keeps them in the database. */
    boolean storesKeys() {
        return signingKey == null && !storageKeys.isEmpty();
    }

    /** Encrypts and decrypts what is stored. */
    KeyEncryption encryption() {
        return encryption(storageKeys, storageKey);
    }

    private static KeyEncryption encryption(Map<String, String> storageKeys, String storageKey) {
        Map<String, byte[]> secretsById = Base64Secrets.decode("elch.people.storage-keys", storageKeys);
        secretsById.forEach((id, secret) -> {
            if (secret.length != KeyEncryption.KEY_BYTES) {
                throw new IllegalArgumentException("elch.people.storage-keys." + id + " has " + secret.length
                        + " bytes, and must have " + KeyEncryption.KEY_BYTES + ": openssl rand -base64 32");
            }
        });
        return new KeyEncryption(secretsById, storageKey);
    }

    /** The record's text must not show a key. */
    @Override
    public String toString() {
        return "AuthorizationProperties[viewers=" + viewers + ", operators=" + operators + ", admins=" + admins
                + ", consoles=" + consoles + ", issuer=" + issuer + ", keys=" + keys.keySet() + "]";
    }

    private static void requireSafe(URI console) {
        requireUrl("elch.people.consoles", console);
        boolean isHere = List.of("localhost", "127.0.0.1", "[::1]").contains(console.getHost());
        if (!isHere && !"https".equals(console.getScheme())) {
            throw new IllegalArgumentException("elch.people.consoles has " + console
                    + ": a console that is not on this machine has to be reached over HTTPS.");
        }
    }

    private static void requireUrl(String name, URI uri) {
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean isPlain = uri.getRawFragment() == null && uri.getRawQuery() == null && uri.getRawUserInfo() == null;
        if (!isWeb || uri.getHost() == null || !isPlain) {
            throw new IllegalArgumentException(
                    name + " has \"" + uri + "\": it must be a complete http or https URL without query and fragment.");
        }
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": it must be between " + least + " and " + most + ".");
        }
    }
}
