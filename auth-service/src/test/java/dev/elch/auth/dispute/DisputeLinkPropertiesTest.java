package dev.elch.auth.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisputeLinkPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Test
    void checks_links_of_every_key_it_has() {
        DisputeLinkProperties properties = new DisputeLinkProperties(Map.of("old", SECRET, "new", SECRET), "new");

        String token = properties.link().sign("old", "an-event", "github:1", "a@example.org", NOW.plusSeconds(60));

        assertThat(properties.link().verify(token, NOW)).contains("an-event");
    }

    @Test
    void refuses_every_link_without_keys() {
        String token = new DisputeLinkProperties(Map.of("k", SECRET), "k")
                .link()
                .sign("k", "e", "github:1", "a@example.org", NOW.plusSeconds(60));

        assertThat(new DisputeLinkProperties(Map.of(), null).link().verify(token, NOW))
                .isEmpty();
    }

    @Test
    void refuses_to_sign_with_a_key_that_is_not_there() {
        assertThatThrownBy(() -> new DisputeLinkProperties(Map.of("a", SECRET), "b"))
                .hasMessageContaining("there is no elch.dispute-link.keys.b");
    }

    @Test
    void says_which_secret_is_not_base64() {
        assertThatThrownBy(() -> new DisputeLinkProperties(Map.of("a", "!"), "a").link())
                .hasMessageContaining("elch.dispute-link.keys.a")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void does_not_print_a_secret() {
        assertThat(new DisputeLinkProperties(Map.of("a", SECRET), "a").toString())
                .doesNotContain(SECRET);
    }
}
