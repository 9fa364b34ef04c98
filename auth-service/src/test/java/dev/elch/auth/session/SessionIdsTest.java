package dev.elch.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionIdsTest {

    @Test
    void makes_ids_of_256_bits_that_differ() {
        assertThat(Stream.generate(SessionIds::create).limit(1000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() == 43);
    }

    @Test
    void stores_a_hash_that_is_not_the_id() {
        assertThat(SessionIds.hash("an-id")).hasSize(43).isNotEqualTo("an-id").isEqualTo(SessionIds.hash("an-id"));
    }
}
