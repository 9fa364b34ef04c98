package dev.elch.dlq.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.deadletter.Transition;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import dev.elch.dlq.discard.Move;
import dev.elch.dlq.retention.MongoRetention;
import dev.elch.dlq.search.DeadLetterFilter;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoGroupsIT {

    private final MongoDatabase database = MongoTest.database();
    private final MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
    private final MongoDeadLetterMoves moves = new MongoDeadLetterMoves(database, new ChangedDeadLetters());
    private final MongoGroups groups = new MongoGroups(database, Clock.fixed(SampleDeadLetters.NOW, ZoneOffset.UTC));
    private final MongoGroupCounting counting = new MongoGroupCounting(database);

    @Test
    void dead_letters_that_died_of_the_same_are_one_group() {
        deadLetters
                .store(List.of(
                        deadLetter("a", 0, "mailbox of a@b.mn is full"),
                        deadLetter("b", 30, "mailbox of c@d.mn is full"),
                        deadLetter("c", 90, "something else")))
                .block();

        countAll();

        List<DeadLetterGroup> all = groups.list(true, 10).collectList().block();
        assertThat(all).hasSize(2);
        DeadLetterGroup full = all.get(0);
        assertThat(full.message()).isEqualTo("mailbox of <address> is full");
        assertThat(full.counts()).isEqualTo(Map.of(DeadLetterState.OPEN, 2L));
        assertThat(full.firstFailedAt()).isEqualTo(SampleDeadLetters.NOW.minusSeconds(30 * 60));
        assertThat(full.lastFailedAt()).isEqualTo(SampleDeadLetters.NOW);
        assertThat(full.arrivedByHour()).hasSize(24).endsWith(1L, 1L);
    }

    @Test
    void counts_follow_every_move() {
        deadLetters
                .store(List.of(deadLetter("a", 0, "x"), deadLetter("b", 0, "x")))
                .block();
        countAll();

        moves.move(
                        new DeadLetterId("a", 0),
                        new Move(Transition.DISCARD, "ali", null, SampleDeadLetters.NOW),
                        Optional.empty())
                .block();
        countAll();

        assertThat(groups.list(false, 10).blockFirst().counts())
                .isEqualTo(Map.of(DeadLetterState.OPEN, 1L, DeadLetterState.DISCARDED, 1L));
    }

    @Test
    void a_batch_that_was_counted_but_not_ticked_off_is_not_counted_twice() {
        deadLetters
                .store(List.of(deadLetter("a", 0, "x"), deadLetter("b", 0, "x")))
                .block();
        countAll();

        Mono.from(database.getCollection("dlq_counting").updateOne(new Document(), Updates.set("done", false)))
                .block();
        countAll();

        assertThat(groups.list(false, 10).blockFirst().counts()).isEqualTo(Map.of(DeadLetterState.OPEN, 2L));
    }

    @Test
    void dead_letters_that_were_kept_long_enough_leave_and_their_counts_with_them() {
        MongoRetention retention = new MongoRetention(database, moves, Duration.ofDays(30));
        deadLetters
                .store(List.of(deadLetter("old", 60 * 24 * 31, "x"), deadLetter("new", 0, "x")))
                .block();
        countAll();

        assertThat(retention.sweep(SampleDeadLetters.NOW).block()).isZero();
        assertThat(retention.sweep(SampleDeadLetters.NOW).block())
                .as("not before it is counted")
                .isZero();
        countAll();
        assertThat(retention.sweep(SampleDeadLetters.NOW).block()).isEqualTo(1);

        assertThat(deadLetters.find(new DeadLetterId("old", 0)).block()).isNull();
        DeadLetterGroup group = groups.list(false, 10).blockFirst();
        assertThat(group.total()).isEqualTo(1);
        assertThat(group.open()).isEqualTo(1);
    }

    /** Three counters at work at once, moves in between, and batches that look unfinished: as after any crash. */
    @Test
    void counts_are_true_after_any_interleaving() {
        Random random = new Random(20_260_301);
        List<Transition> transitions = List.of(Transition.values());
        List<DeadLetterId> stored = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            List<DeadLetter> arrived = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                arrived.add(deadLetter("k" + stored.size(), 0, "cause " + (char) ('a' + random.nextInt(4))));
                stored.add(arrived.get(i).id());
            }
            Mono<?> arriving = deadLetters.store(arrived);
            Flux<?> moving = Flux.range(0, 10)
                    .map(i -> stored.get(random.nextInt(stored.size())))
                    .flatMap(id -> moves.move(
                            id,
                            new Move(
                                    transitions.get(random.nextInt(transitions.size())),
                                    "ali",
                                    null,
                                    SampleDeadLetters.NOW),
                            Optional.empty()));
            Flux<?> counters = Flux.range(0, 3).flatMap(i -> counting.count(List.of()));
            Flux.merge(arriving, moving, counters).blockLast();
            if (random.nextInt(3) == 0) {
                Mono.from(database.getCollection("dlq_counting").updateOne(new Document(), Updates.set("done", false)))
                        .block();
            }
        }

        countAll();

        assertThat(shown()).isEqualTo(recounted());
    }

    private Map<String, Map<DeadLetterState, Long>> shown() {
        Map<String, Map<DeadLetterState, Long>> shown = new TreeMap<>();
        groups.list(false, 100).toIterable().forEach(group -> shown.put(group.fingerprint(), group.counts()));
        return shown;
    }

    private Map<String, Map<DeadLetterState, Long>> recounted() {
        Map<String, Map<DeadLetterState, Long>> counts = new HashMap<>();
        new MongoDeadLetterSearch(database)
                .page(DeadLetterFilter.all(), Optional.empty(), 10_000)
                .block()
                .deadLetters()
                .forEach(deadLetter -> counts.computeIfAbsent(
                                deadLetter.fingerprint(), group -> new EnumMap<>(DeadLetterState.class))
                        .merge(deadLetter.state(), 1L, Long::sum));
        return counts;
    }

    private void countAll() {
        while (counting.count(List.of()).block() > 0) {
            // until nothing is left
        }
    }

    private static DeadLetter deadLetter(String key, int minutesAgo, String message) {
        return SampleDeadLetters.deadLetter(
                key,
                0,
                "v",
                SampleDeadLetters.NOW.minusSeconds(60L * minutesAgo),
                new Cause("mailbox_full", "552 5.2.2", message, List.of(), null));
    }
}
