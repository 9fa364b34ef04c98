package dev.elch.dlq.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditPropertiesTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void the_only_key_is_for_new_entries() {
        assertThat(properties(Map.of("k1", KEY), "").signingKey()).isEqualTo("k1");
        assertThat(properties(Map.of(), "").hashes().areKeyed()).isFalse();
    }

    @Test
    void one_of_several_keys_has_to_be_named() {
        assertThatThrownBy(() -> properties(Map.of("k1", KEY, "k2", KEY), ""))
                .hasMessageContaining("elch.audit.signing-key is missing");
        assertThatThrownBy(() -> properties(Map.of("k1", KEY), "k9"))
                .hasMessageContaining("elch.audit.signing-key \"k9\" is none of the keys [k1]");
    }

    @Test
    void a_key_is_long_enough_and_in_no_message() {
        assertThatThrownBy(() -> properties(Map.of("k1", "c2hvcnQ="), ""))
                .hasMessageContaining("elch.audit.keys.k1")
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ=");
        assertThatThrownBy(() -> properties(Map.of("k.1", KEY), "")).hasMessageContaining("elch.audit.keys.k.1");
        assertThat(properties(Map.of("k1", KEY), "").toString()).doesNotContain(KEY);
    }

    @Test
    void the_witness_looks_at_most_once_a_second() {
        assertThatThrownBy(() -> new AuditProperties(Map.of(), "", Duration.ZERO))
                .hasMessageContaining("elch.audit.witness-every");
    }

    private static AuditProperties properties(Map<String, String> keys, String signingKey) {
        return new AuditProperties(keys, signingKey, Duration.ofHours(1));
    }
}
