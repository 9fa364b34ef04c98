package dev.elch.dlq.discard;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterStatus;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.search.Criterion;
import dev.elch.dlq.search.DeadLetterFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class MongoDeadLetterMovesIT {

    private final MongoDatabase database = MongoTest.database();
    private final MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
    private final MongoDeadLetterMoves moves = new MongoDeadLetterMoves(database, new ChangedDeadLetters());
    private final DeadLetter deadLetter = SampleDeadLetters.deadLetter("k");

    @BeforeEach
    void store() {
        deadLetters.store(List.of(deadLetter)).block();
    }

    @Test
    void a_move_says_who_and_why_and_makes_a_new_version() {
        MoveResult moving =
                moves.move(deadLetter.id(), discard(), Optional.of(1L)).block();

        assertThat(moving)
                .isEqualTo(
                        new MoveResult.Moved(deadLetters.find(deadLetter.id()).block()));
        assertThat(deadLetters.find(deadLetter.id()).block().status())
                .isEqualTo(new DeadLetterStatus(
                        DeadLetterState.DISCARDED,
                        2,
                        SampleDeadLetters.NOW.plusSeconds(1),
                        "ali",
                        "spam trap",
                        null,
                        List.of()));
    }

    @Test
    void a_move_that_saw_an_old_version_changes_nothing() {
        moves.move(deadLetter.id(), discard(), Optional.of(1L)).block();

        assertThat(moves.move(deadLetter.id(), restore(), Optional.of(1L)).block())
                .isInstanceOf(MoveResult.Stale.class);
        assertThat(deadLetters.find(deadLetter.id()).block().state()).isEqualTo(DeadLetterState.DISCARDED);
    }

    @Test
    void a_move_that_does_not_lead_on_changes_nothing() {
        assertThat(moves.move(deadLetter.id(), restore(), Optional.empty()).block())
                .isInstanceOf(MoveResult.Impossible.class);
        assertThat(deadLetters.find(deadLetter.id()).block()).isEqualTo(deadLetter);
    }

    @Test
    void an_unknown_dead_letter_is_not_moved() {
        assertThat(moves.move(new DeadLetterId("none", 0), discard(), Optional.empty())
                        .block())
                .isEqualTo(new MoveResult.Absent());
    }

    @Test
    void of_many_that_want_the_same_move_one_makes_it() {
        List<MoveResult> all = Flux.range(0, 20)
                .flatMap(i -> moves.move(deadLetter.id(), discard(), Optional.empty()))
                .collectList()
                .block();

        assertThat(all).filteredOn(MoveResult.Moved.class::isInstance).hasSize(1);
        assertThat(deadLetters.find(deadLetter.id()).block().status().version()).isEqualTo(2);
    }

    @Test
    void all_that_are_meant_are_moved_and_no_others() {
        deadLetters
                .store(IntStream.range(0, 2_500)
                        .mapToObj(i -> SampleDeadLetters.deadLetter("many" + i, 0, "v", SampleDeadLetters.NOW, other()))
                        .toList())
                .block();
        DeadLetterFilter meant = DeadLetterFilter.all().with(Criterion.KIND, "policy");

        assertThat(moves.moveAll(meant, discard()).block()).isEqualTo(2_500);
        assertThat(moves.moveAll(meant, discard()).block()).isZero();
        assertThat(deadLetters.find(deadLetter.id()).block()).isEqualTo(deadLetter);
    }

    private static Cause other() {
        return new Cause("policy", "", "refused", List.of(), null);
    }

    private static Move discard() {
        return new Move(Transition.DISCARD, "ali", "spam trap", SampleDeadLetters.NOW.plusSeconds(1));
    }

    private static Move restore() {
        return new Move(Transition.RESTORE, "ali", null, SampleDeadLetters.NOW.plusSeconds(2));
    }
}
