package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeysTest {

    private final Instant now = Instant.parse("2026-03-01T10:00:00.123Z");

    @Test
    void are_version_7_uuids_that_carry_their_time() {
        UUID key = UUID.fromString(EventKeys.create(now, new Random(1)));

        assertThat(key.version()).isEqualTo(7);
        assertThat(key.variant()).isEqualTo(2);
        assertThat(key.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void differ_and_sort_by_time() {
        Random random = new Random(2);

        assertThat(EventKeys.create(now, random)).isNotEqualTo(EventKeys.create(now, random));
        assertThat(EventKeys.create(now, random)).isLessThan(EventKeys.create(now.plusMillis(1), random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a\n", "ключ", "<x>"})
    void a_key_that_could_break_a_header_or_a_path_is_not_acceptable(String key) {
        assertThat(EventKeys.isAcceptable(key)).isFalse();
    }
}
