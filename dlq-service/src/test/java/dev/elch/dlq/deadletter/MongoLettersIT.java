package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class MongoLettersIT {

    private final MongoLetters letters = new MongoLetters(MongoTest.database(), new ChangedLetters());

    @Test
    void a_letter_comes_back_as_it_was_stored() {
        Letter letter = Letters.letter("k");

        letters.store(List.of(letter)).block();

        assertThat(letters.find(letter.id()).block()).isEqualTo(letter);
    }

    @Test
    void a_copy_changes_nothing() {
        Letter letter = Letters.letter("k");

        Arrival first = letters.store(List.of(letter, letter)).block();
        Arrival second = letters.store(List.of(letter)).block();

        assertThat(first).isEqualTo(new Arrival(1, 1));
        assertThat(second).isEqualTo(new Arrival(0, 1));
        assertThat(all()).containsExactly(letter.id());
    }

    @Test
    void rounds_of_one_event_are_letters_of_their_own() {
        Letter first =
                Letters.letter("k", 0, "v", Letters.NOW, Letters.letter("k").cause());
        Letter second = Letters.letter("k", 1, "v", Letters.NOW.plusSeconds(60), first.cause());

        letters.store(List.of(first, second)).block();

        assertThat(all()).containsExactly(second.id(), first.id());
    }

    @Test
    void another_value_under_a_taken_identity_is_kept_under_its_position() {
        Letter honest = Letters.letter(
                "k", 0, "honest", Letters.NOW, Letters.letter("k").cause());
        Letter forged = Letters.letter("k", 0, "forged", Letters.NOW, honest.cause());

        letters.store(List.of(honest)).block();
        letters.store(List.of(forged)).block();
        letters.store(List.of(forged, honest)).block();

        assertThat(all()).containsExactlyInAnyOrder(honest.id(), LetterId.at(forged.raw(), 0));
        assertThat(letters.find(honest.id()).block().raw().value())
                .isEqualTo(honest.raw().value());
    }

    @Test
    void two_instances_that_store_the_same_batch_at_once_store_it_once() {
        List<Letter> batch =
                IntStream.range(0, 200).mapToObj(i -> Letters.letter("k" + i)).toList();

        Flux.merge(letters.store(batch), letters.store(batch), letters.store(batch))
                .blockLast();

        assertThat(all()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void pages_show_every_letter_once_and_the_newest_first() {
        List<Letter> stored = IntStream.range(0, 25)
                .mapToObj(i -> Letters.letter(
                        "k" + i,
                        0,
                        "v",
                        Letters.NOW.plusSeconds(i / 3),
                        Letters.letter("x").cause()))
                .toList();
        letters.store(stored).block();

        List<Letter> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            LetterPage page = letters.page(LetterFilter.all(), cursor, 4).block();
            seen.addAll(page.letters());
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((a, b) -> b.failedAt().compareTo(a.failedAt()));
    }

    @Test
    void every_criterion_finds_the_letter_that_meets_it_and_only_that() {
        Letter wanted = Letters.letter(
                "wanted", 0, "v", Letters.NOW, Letters.letter("x").cause());
        Letter other = new Letter(
                new LetterId("other", 0),
                wanted.raw(),
                new Payload.Undecodable("no Avro"),
                new Cause("undecodable", "", "no Avro", List.of("a.B"), null),
                1,
                null,
                Letters.NOW.minusSeconds(60),
                Letters.NOW,
                Handling.fresh(Letters.NOW));
        letters.store(List.of(wanted, other)).block();

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
        assertThat(found("from", Letters.NOW.toString())).containsExactly(wanted.id());
        assertThat(found("before", Letters.NOW.toString())).containsExactly(other.id());
    }

    private List<LetterId> found(String name, String value) {
        return letters.page(LetterFilter.of(Map.of(name, value)), Optional.empty(), 100).block().letters().stream()
                .map(Letter::id)
                .toList();
    }

    private List<LetterId> all() {
        return letters.page(LetterFilter.all(), Optional.empty(), 1_000).block().letters().stream()
                .map(Letter::id)
                .toList();
    }
}
