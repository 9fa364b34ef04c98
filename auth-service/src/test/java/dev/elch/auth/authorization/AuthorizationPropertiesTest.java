package dev.elch.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationPropertiesTest {

    private static final String STORAGE_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final URI CONSOLE = URI.create("https://dlq.example.org/");

    @Test
    void gives_the_role_of_the_list_and_none_to_anybody_else() {
        RoleAssignments roles = lists(List.of("1"), List.of("2"), List.of("3")).roles();

        assertThat(roles.roleOf("github:1")).contains(Role.VIEWER);
        assertThat(roles.roleOf("github:2")).contains(Role.OPERATOR);
        assertThat(roles.roleOf("github:3")).contains(Role.ADMIN);
        assertThat(roles.roleOf("github:4")).isEmpty();
        assertThat(roles.roleOf("gitlab:3")).isEmpty();
        assertThat(roles.roleOf("3")).isEmpty();
    }

    @Test
    void gives_no_role_to_a_user_who_is_not_named() {
        assertThat(lists(List.of(), List.of(), List.of()).roles().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sarnai", "github:1", "", " 1", "0", "-1", "01", "12345678901234567890"})
    void refuses_what_is_no_numeric_id(String id) {
        assertThatThrownBy(() -> lists(List.of(), List.of(id), List.of()))
                .hasMessageContaining("elch.people.operators has \"" + id + "\"")
                .hasMessageContaining("https://api.github.com/users/");
    }

    @Test
    void refuses_two_roles_for_one_person() {
        assertThatThrownBy(() -> lists(List.of("7"), List.of(), List.of("7")))
                .hasMessage(
                        "GitHub id 7 is in elch.people.viewers and in elch.people.admins. Leave it in one of them.");
    }

    @Test
    void takes_the_same_id_twice_in_one_list_for_once() {
        assertThat(lists(List.of("7", "7"), List.of(), List.of()).roles().size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://dlq.example.org/",
                "https://dlq.example.org/?a=b",
                "https://dlq.example.org/#a",
                "https://me@dlq.example.org/",
                "javascript:alert(1)",
                "/console"
            })
    void refuses_a_console_that_a_code_must_not_be_sent_to(String console) {
        assertThatThrownBy(() -> properties(URI.create(console), Duration.ofMinutes(5), Map.of(), null))
                .hasMessageContaining("elch.people.consoles has");
    }

    @Test
    void takes_consoles_by_https_and_on_this_machine() {
        properties(CONSOLE, Duration.ofMinutes(5), Map.of(), null);
        properties(URI.create("http://127.0.0.1:8082/"), Duration.ofMinutes(5), Map.of(), null);
        properties(URI.create("http://localhost:8082/"), Duration.ofMinutes(5), Map.of(), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT61M", "PT0S"})
    void refuses_a_token_that_lives_too_short_or_too_long(Duration lifetime) {
        assertThatThrownBy(() -> properties(CONSOLE, lifetime, Map.of(), null))
                .hasMessageContaining("elch.people.token-lifetime is " + lifetime);
    }

    @Test
    void signs_with_the_configured_key_and_publishes_the_others() {
        Map<String, String> keys = Map.of("b", pem(2048), "a", pem(2048));

        KeyRing ring = ConfiguredKeys.ring(keys, "a");

        assertThat(ring.signing(java.time.Instant.EPOCH).orElseThrow().pair().getKeyID())
                .isEqualTo("a");
        assertThat(ring.published(java.time.Instant.EPOCH, Duration.ofDays(1))).hasSize(2);
    }

    @Test
    void refuses_keys_that_contradict_each_other_or_are_none() {
        String good = pem(2048);

        assertThatThrownBy(() -> properties(CONSOLE, Duration.ofMinutes(5), Map.of("a", good), null))
                .hasMessageContaining("elch.people.signing-key is not set, but there are elch.people.keys [a]");
        assertThatThrownBy(() -> properties(CONSOLE, Duration.ofMinutes(5), Map.of("a", good), "b"))
                .hasMessageContaining("elch.people.signing-key is \"b\"");
        assertThatThrownBy(() -> properties(CONSOLE, Duration.ofMinutes(5), Map.of("a", "no key"), "a"))
                .hasMessageContaining("elch.people.keys.a is no RSA private key");
        assertThatThrownBy(() -> properties(CONSOLE, Duration.ofMinutes(5), Map.of("a", pem(1024)), "a"))
                .hasMessageContaining("at least 2048 bits");
    }

    @Test
    void does_not_print_a_key() {
        String key = pem(2048);

        assertThat(properties(CONSOLE, Duration.ofMinutes(5), Map.of("a", key), "a")
                        .toString())
                .doesNotContain(key.substring(40, 80));
        assertThat(ConfiguredKeys.ring(Map.of("a", key), "a").toString()).doesNotContain("\"d\"");
    }

    @Test
    void keeps_no_key_of_its_own_without_a_secret_that_encrypts_it() {
        assertThatThrownBy(() -> stored(Map.of(), ""))
                .hasMessageContaining("elch.people.storage-keys is missing")
                .hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> stored(Map.of("s", "c2hvcnQ="), ""))
                .hasMessageContaining("elch.people.storage-keys.s has 5 bytes")
                .hasMessageNotContaining("c2hvcnQ=");
        assertThatThrownBy(() -> stored(Map.of("s", "!secret!"), ""))
                .hasMessage("elch.people.storage-keys.s is not base64: make one with openssl rand -base64 32");
        assertThatThrownBy(() -> stored(Map.of("s", STORAGE_KEY, "t", STORAGE_KEY), ""))
                .hasMessageContaining("elch.people.storage-key is missing: say which of the keys [s, t] to use");
        assertThat(stored(Map.of("s", STORAGE_KEY), "").storesKeys()).isTrue();
        assertThat(stored(Map.of("s", STORAGE_KEY), "").toString()).doesNotContain(STORAGE_KEY);
    }

    private static AuthorizationProperties stored(Map<String, String> storageKeys, String storageKey) {
        return new AuthorizationProperties(
                List.of(),
                List.of(),
                List.of("7"),
                List.of(),
                URI.create("http://localhost:8080"),
                "elch",
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                Map.of(),
                null,
                storageKey,
                storageKeys);
    }

    private static AuthorizationProperties lists(List<String> viewers, List<String> operators, List<String> admins) {
        return new AuthorizationProperties(
                viewers,
                operators,
                admins,
                List.of(),
                URI.create("http://localhost:8080"),
                "elch",
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                Map.of(),
                null,
                "",
                Map.of("s", STORAGE_KEY));
    }

    private static AuthorizationProperties properties(
            URI console, Duration lifetime, Map<String, String> keys, @Nullable String signingKey) {
        return new AuthorizationProperties(
                List.of(),
                List.of(),
                List.of(),
                List.of(console),
                URI.create("https://auth.example.org"),
                "elch",
                lifetime,
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                keys,
                signingKey,
                "",
                Map.of());
    }

    private static String pem(int bits) {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(bits);
            byte[] der = rsa.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
