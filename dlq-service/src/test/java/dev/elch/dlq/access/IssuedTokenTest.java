package dev.elch.dlq.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.access.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuedTokenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final TokenText text = TokenText.create("backup", new SecureRandom());

    @Test
    void is_good_until_it_expires_or_is_revoked() {
        IssuedToken token = token(null);

        assertThat(token.state(NOW)).isEqualTo("good");
        assertThat(token.state(NOW.plus(Duration.ofDays(1)).minusMillis(1))).isEqualTo("good");
        assertThat(token.state(NOW.plus(Duration.ofDays(1)))).isEqualTo("expired");
        assertThat(token(NOW).state(NOW)).isEqualTo("revoked");
        assertThat(token(NOW).isGood(NOW)).isFalse();
    }

    @Test
    void is_found_by_the_name_in_it_and_known_by_all_of_it() {
        assertThat(TokenText.parse(text.whole())).contains(text);
        assertThat(text.isTheOneOf(token(null))).isTrue();
        assertThat(TokenText.create("backup", new SecureRandom()).isTheOneOf(token(null)))
                .isFalse();
    }

    @Test
    void has_a_form_of_its_own() {
        assertThat(TokenText.parse("elch_backup.short")).isEmpty();
        assertThat(TokenText.parse(text.whole().replace("backup", "Backup"))).isEmpty();
        assertThat(TokenText.parse("a.jwt.token")).isEmpty();
        assertThat(text.toString()).isEqualTo("TokenText[backup]");
    }

    private IssuedToken token(@Nullable Instant revokedAt) {
        return new IssuedToken(
                "backup",
                Role.VIEWER,
                text.sha256(),
                NOW,
                "ada",
                NOW.plus(Duration.ofDays(1)),
                null,
                revokedAt,
                revokedAt == null ? null : "ada");
    }
}
