package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisputeLinkTest {

    private static final String WHO = "github:1";
    private static final String ADDRESS = "bat@example.mn";

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final byte[] secret =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final byte[] other =
            "another-secret-of-at-least-32-byte".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final DisputeLink link = new DisputeLink(Map.of("k1", secret));

    @Test
    void opens_the_sign_in_it_was_made_for() {
        String token = link.sign("k1", "0198b2c0-7d4e-7a11-8a11-0123456789ab", WHO, ADDRESS, now.plusSeconds(60));

        assertThat(link.verify(token, now)).contains("0198b2c0-7d4e-7a11-8a11-0123456789ab");
    }

    /** A job or an edit can put the key of another person's sign-in into a mail to oneself. */
    @Test
    void opens_it_for_the_user_and_the_address_of_the_mail_alone() {
        String token = link.sign("k1", "event", WHO, ADDRESS, now.plusSeconds(60));

        assertThat(link.isFor(token, WHO, ADDRESS)).isTrue();
        assertThat(link.isFor(token, WHO, "dulmaa@example.mn")).isFalse();
        assertThat(link.isFor(token, "github:2", ADDRESS)).isFalse();
        assertThat(link.isFor(token, WHO + "\n" + ADDRESS, "")).isFalse();
        assertThat(new DisputeLink(Map.of("k1", other)).isFor(token, WHO, ADDRESS))
                .isFalse();
        assertThat(link.isFor("no token", WHO, ADDRESS)).isFalse();
        assertThat(token).doesNotContain("bat", "example");
    }

    @Test
    void closes_when_it_expires() {
        String token = link.sign("k1", "event", WHO, ADDRESS, now.plusSeconds(60));

        assertThat(link.verify(token, now.plusSeconds(59))).isPresent();
        assertThat(link.verify(token, now.plusSeconds(60))).isEmpty();
    }

    @Test
    void no_changed_character_gets_through() {
        String token = link.sign("k1", "event", WHO, ADDRESS, now.plusSeconds(60));

        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + changed + token.substring(i + 1);
            assertThat(link.verify(forged, now)).as(forged).isEmpty();
        }
    }

    @Test
    void a_rotated_key_still_opens_old_links_and_a_foreign_key_none() {
        String token = link.sign("k1", "event", WHO, ADDRESS, now.plusSeconds(60));

        assertThat(new DisputeLink(Map.of("k2", other, "k1", secret)).verify(token, now))
                .contains("event");
        assertThat(new DisputeLink(Map.of("k1", other)).verify(token, now)).isEmpty();
        assertThat(new DisputeLink(Map.of("k2", secret)).verify(token, now)).isEmpty();
    }

    @Test
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> new DisputeLink(Map.of("k1", new byte[31])))
                .hasMessageContaining("k1")
                .hasMessageContaining("32 bytes");
    }
}
