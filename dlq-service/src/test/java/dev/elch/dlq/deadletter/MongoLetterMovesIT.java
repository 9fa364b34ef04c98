package dev.elch.dlq.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class MongoLetterMovesIT {

    private final MongoDatabase database = MongoTest.database();
    private final MongoLetters letters = new MongoLetters(database, new ChangedLetters());
    private final MongoLetterMoves moves = new MongoLetterMoves(database, new ChangedLetters());
    private final Letter letter = Letters.letter("k");

    @BeforeEach
    void store() {
        letters.store(List.of(letter)).block();
    }

    @Test
    void a_move_says_who_and_why_and_makes_a_new_version() {
        Moving moving = moves.move(letter.id(), discard(), Optional.of(1L)).block();

        assertThat(moving).isEqualTo(new Moving.Moved(letters.find(letter.id()).block()));
        assertThat(letters.find(letter.id()).block().handling())
                .isEqualTo(new Handling(
                        LetterState.DISCARDED, 2, Letters.NOW.plusSeconds(1), "ali", "spam trap", null, List.of()));
    }

    @Test
    void a_move_that_saw_an_old_version_changes_nothing() {
        moves.move(letter.id(), discard(), Optional.of(1L)).block();

        assertThat(moves.move(letter.id(), restore(), Optional.of(1L)).block()).isInstanceOf(Moving.Stale.class);
        assertThat(letters.find(letter.id()).block().state()).isEqualTo(LetterState.DISCARDED);
    }

    @Test
    void a_move_that_does_not_lead_on_changes_nothing() {
        assertThat(moves.move(letter.id(), restore(), Optional.empty()).block()).isInstanceOf(Moving.Impossible.class);
        assertThat(letters.find(letter.id()).block()).isEqualTo(letter);
    }

    @Test
    void nobody_moves_what_is_not_there() {
        assertThat(moves.move(new LetterId("none", 0), discard(), Optional.empty())
                        .block())
                .isEqualTo(new Moving.Absent());
    }

    @Test
    void of_many_that_want_the_same_move_one_makes_it() {
        List<Moving> all = Flux.range(0, 20)
                .flatMap(i -> moves.move(letter.id(), discard(), Optional.empty()))
                .collectList()
                .block();

        assertThat(all).filteredOn(Moving.Moved.class::isInstance).hasSize(1);
        assertThat(letters.find(letter.id()).block().handling().version()).isEqualTo(2);
    }

    @Test
    void all_that_are_meant_are_moved_and_no_others() {
        letters.store(IntStream.range(0, 2_500)
                        .mapToObj(i -> Letters.letter("many" + i, 0, "v", Letters.NOW, other()))
                        .toList())
                .block();
        LetterFilter meant = LetterFilter.all().with(Criterion.KIND, "policy");

        assertThat(moves.moveAll(meant, discard()).block()).isEqualTo(2_500);
        assertThat(moves.moveAll(meant, discard()).block()).isZero();
        assertThat(letters.find(letter.id()).block()).isEqualTo(letter);
    }

    private static Cause other() {
        return new Cause("policy", "", "refused", List.of(), null);
    }

    private static Move discard() {
        return new Move(Transition.DISCARD, "ali", "spam trap", Letters.NOW.plusSeconds(1));
    }

    private static Move restore() {
        return new Move(Transition.RESTORE, "ali", null, Letters.NOW.plusSeconds(2));
    }
}
