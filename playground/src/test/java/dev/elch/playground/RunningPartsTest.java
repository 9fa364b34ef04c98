package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RunningPartsTest {

    private final RunningParts running = new RunningParts();
    private final List<Part> stopped = new CopyOnWriteArrayList<>();

    @Test
    void stops_services_first_and_the_database_last() {
        for (Part part : List.of(Part.DATABASE, Part.BROKER, Part.REGISTRY, Part.AUTH)) {
            running.add(part, () -> stopped.add(part));
        }

        running.stop();

        assertThat(stopped).containsExactly(Part.AUTH, Part.REGISTRY, Part.BROKER, Part.DATABASE);
    }

    @Test
    void stops_the_others_when_one_fails_to() {
        running.add(Part.AUTH, () -> {
            throw new IllegalStateException("stuck");
        });
        running.add(Part.BROKER, () -> stopped.add(Part.BROKER));

        running.stop();

        assertThat(stopped).containsExactly(Part.BROKER);
    }

    @Test
    void stops_a_part_at_once_that_comes_up_too_late() {
        running.stop();

        running.add(Part.DLQ, () -> stopped.add(Part.DLQ));

        assertThat(stopped).containsExactly(Part.DLQ);
    }

    @Test
    void has_a_place_for_every_part_with_something_to_stop() {
        assertThat(Part.STOP_ORDER.stream().flatMap(Set::stream))
                .containsExactlyInAnyOrder(Arrays.stream(Part.values())
                        .filter(part -> part != Part.TOPICS)
                        .toArray(Part[]::new));
    }
}
