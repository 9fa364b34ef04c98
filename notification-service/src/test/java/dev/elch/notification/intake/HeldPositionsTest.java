package dev.elch.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldPositionsTest {

    private static final Source SOURCE = new Source("user-signed-in", 3);

    private final Instant start = Instant.parse("2026-03-01T10:00:00Z");
    private final HeldPositions held = new HeldPositions(Duration.ofSeconds(10));

    @Test
    void a_position_that_stands_for_too_long_is_named_with_its_offset() {
        noted(7, Instant.EPOCH, 0);
        noted(7, Instant.EPOCH, 11);

        assertThat(held.tooLong(start.plusSeconds(10))).isEmpty();
        assertThat(held.tooLong(start.plusSeconds(11)))
                .containsOnlyKeys("user-signed-in-3")
                .containsValue("offset 7 for 11 s");
    }

    @Test
    void a_position_that_moves_is_not() {
        noted(7, Instant.EPOCH, 0);
        noted(8, Instant.EPOCH, 9);

        assertThat(held.tooLong(start.plusSeconds(11))).isEmpty();
    }

    @Test
    void a_retry_holds_its_position_only_once_it_is_due() {
        noted(7, start.plusSeconds(60), 0);
        noted(7, start.plusSeconds(60), 30);
        assertThat(held.tooLong(start.plusSeconds(60))).isEmpty();

        noted(7, start.plusSeconds(60), 65);
        assertThat(held.tooLong(start.plusSeconds(71))).containsOnlyKeys("user-signed-in-3");
    }

    @Test
    void nothing_is_held_when_everything_is_completed_or_the_partition_is_gone() {
        noted(7, Instant.EPOCH, 0);
        noted(8, null, 1);
        assertThat(held.tooLong(start.plusSeconds(60))).isEmpty();

        noted(8, Instant.EPOCH, 2);
        held.gone(List.of(SOURCE));
        assertThat(held.tooLong(start.plusSeconds(60))).isEmpty();
    }

    private void noted(long position, @Nullable Instant holderDue, int seconds) {
        held.noted(SOURCE, new PartitionState(Lane.LIVE, 0, null, position, holderDue), start.plusSeconds(seconds));
    }
}
