package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.DeadLetterPage;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class MongoDeadLettersIT {

    private final MongoDatabase database = MongoTest.database();
    private final MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
    private final MongoDeadLetterSearch search = new MongoDeadLetterSearch(database);

    @Test
    void a_dead_letter_comes_back_as_it_was_stored() {
        DeadLetter deadLetter = SampleDeadLetters.deadLetter("k");

        deadLetters.store(List.of(deadLetter)).block();

        assertThat(deadLetters.find(deadLetter.id()).block()).isEqualTo(deadLetter);
    }

    @Test
    void a_copy_changes_nothing() {
        DeadLetter deadLetter = SampleDeadLetters.deadLetter("k");

        StoreResult first = deadLetters.store(List.of(deadLetter, deadLetter)).block();
        StoreResult second = deadLetters.store(List.of(deadLetter)).block();

        assertThat(first).isEqualTo(new StoreResult(1, 1));
        assertThat(second).isEqualTo(new StoreResult(0, 1));
        assertThat(all()).containsExactly(deadLetter.id());
    }

    @Test
    void rounds_of_one_event_are_dead_letters_of_their_own() {
        DeadLetter first = SampleDeadLetters.deadLetter(
                "k",
                0,
                "v",
                SampleDeadLetters.NOW,
                SampleDeadLetters.deadLetter("k").cause());
        DeadLetter second =
                SampleDeadLetters.deadLetter("k", 1, "v", SampleDeadLetters.NOW.plusSeconds(60), first.cause());

        deadLetters.store(List.of(first, second)).block();

        assertThat(all()).containsExactly(second.id(), first.id());
    }

    @Test
    void another_value_under_a_taken_identity_is_kept_under_its_position() {
        DeadLetter honest = SampleDeadLetters.deadLetter(
                "k",
                0,
                "honest",
                SampleDeadLetters.NOW,
                SampleDeadLetters.deadLetter("k").cause());
        DeadLetter forged = SampleDeadLetters.deadLetter("k", 0, "forged", SampleDeadLetters.NOW, honest.cause());

        deadLetters.store(List.of(honest)).block();
        deadLetters.store(List.of(forged)).block();
        deadLetters.store(List.of(forged, honest)).block();

        assertThat(all()).containsExactlyInAnyOrder(honest.id(), DeadLetterId.at(forged.raw(), 0));
        assertThat(deadLetters.find(honest.id()).block().raw().value())
                .isEqualTo(honest.raw().value());
    }

    @Test
    void two_instances_that_store_the_same_batch_at_once_store_it_once() {
        List<DeadLetter> batch = IntStream.range(0, 200)
                .mapToObj(i -> SampleDeadLetters.deadLetter("k" + i))
                .toList();

        Flux.merge(deadLetters.store(batch), deadLetters.store(batch), deadLetters.store(batch))
                .blockLast();

        assertThat(all()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void pages_show_every_dead_letter_once_and_the_newest_first() {
        List<DeadLetter> stored = IntStream.range(0, 25)
                .mapToObj(i -> SampleDeadLetters.deadLetter(
                        "k" + i,
                        0,
                        "v",
                        SampleDeadLetters.NOW.plusSeconds(i / 3),
                        SampleDeadLetters.deadLetter("x").cause()))
                .toList();
        deadLetters.store(stored).block();

        List<DeadLetter> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            DeadLetterPage page = search.page(DeadLetterFilter.all(), cursor, 4).block();
            seen.addAll(page.deadLetters());
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((a, b) -> b.failedAt().compareTo(a.failedAt()));
    }

    @Test
    void every_criterion_finds_the_dead_letter_that_meets_it_and_only_that() {
        DeadLetter wanted = SampleDeadLetters.deadLetter(
                "wanted",
                0,
                "v",
                SampleDeadLetters.NOW,
                SampleDeadLetters.deadLetter("x").cause());
        DeadLetter other = new DeadLetter(
                new DeadLetterId("other", 0),
                wanted.raw(),
                new Payload.Undecodable("no Avro"),
                new Cause("undecodable", "", "no Avro", List.of("a.B"), null),
                1,
                null,
                SampleDeadLetters.NOW.minusSeconds(60),
                SampleDeadLetters.NOW,
                DeadLetterStatus.fresh(SampleDeadLetters.NOW));
        deadLetters.store(List.of(wanted, other)).block();

        assertThat(found("state", "open")).containsExactly(wanted.id(), other.id());
        assertThat(found("state", "discarded,delivered")).isEmpty();
        assertThat(found("kind", "bad_address")).containsExactly(wanted.id());
        assertThat(found("code", "550 5.1.1")).containsExactly(wanted.id());
        assertThat(found("class", "a.B")).containsExactly(other.id());
        assertThat(found("domain", "EXAMPLE.mn")).containsExactly(wanted.id());
        assertThat(found("user", "github:1")).containsExactly(wanted.id());
        assertThat(found("event", "other")).containsExactly(other.id());
        assertThat(found("group", wanted.fingerprint())).containsExactly(wanted.id());
        assertThat(found("text", "such USER")).containsExactly(wanted.id());
        assertThat(found("text", "bat-er*")).containsExactly(wanted.id());
        assertThat(found("text", "such nonsense")).isEmpty();
        assertThat(found("from", SampleDeadLetters.NOW.toString())).containsExactly(wanted.id());
        assertThat(found("before", SampleDeadLetters.NOW.toString())).containsExactly(other.id());
    }

    private List<DeadLetterId> found(String name, String value) {
        return search
                .page(DeadLetterFilter.of(Map.of(name, value)), Optional.empty(), 100)
                .block()
                .deadLetters()
                .stream()
                .map(DeadLetter::id)
                .toList();
    }

    private List<DeadLetterId> all() {
        return search.page(DeadLetterFilter.all(), Optional.empty(), 1_000).block().deadLetters().stream()
                .map(DeadLetter::id)
                .toList();
    }
}
