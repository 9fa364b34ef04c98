package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterIdTest {

    @Test
    void comes_back_as_it_was_written() {
        DeadLetterId id = new DeadLetterId("0198c0de-1111-7222-8333-444455556666", 2);

        assertThat(DeadLetterId.parse(id.toString())).contains(id);
    }

    @Test
    void of_a_record_without_a_key_is_its_position() {
        RawRecord record = new RawRecord("user-signed-in.dlt", 3, 4711, Instant.EPOCH, null, null, List.of());

        assertThat(DeadLetterId.at(record, 0)).hasToString("at:user-signed-in.dlt-3-4711~0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~0", "key", "key~", "key~-1", "key~101", "key~9999", "a b~0", "key~0~0", "../x~0\n"})
    void is_nothing_but_a_key_and_a_round(String text) {
        assertThat(DeadLetterId.parse(text)).isEmpty();
    }
}
