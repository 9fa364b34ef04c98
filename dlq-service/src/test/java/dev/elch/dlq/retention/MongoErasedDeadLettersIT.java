package dev.elch.dlq.retention;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.MongoTest;
import dev.elch.dlq.deadletter.SampleDeadLetters;
import dev.elch.dlq.discard.MongoDeadLetterMoves;
import dev.elch.dlq.group.DeadLetterGroup;
import dev.elch.dlq.group.MongoGroups;
import dev.elch.dlq.person.Person;
import dev.elch.testkit.stack.database.MongoStoredText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MongoErasedDeadLettersIT {

    private final Instant now = SampleDeadLetters.NOW.plusSeconds(1);
    private final MongoDatabase database = MongoTest.database();
    private final MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
    private final MongoDeadLetterMoves moves = new MongoDeadLetterMoves(database, new ChangedDeadLetters());
    private final MongoErasedDeadLetters erased = new MongoErasedDeadLetters(database, moves);
    private final Person person = new Person("github:1", List.of("bat@example.mn", "bat-erdene"));
    private final DeadLetter deadLetter = SampleDeadLetters.deadLetter("k");

    @BeforeEach
    void store() {
        deadLetters.store(List.of(deadLetter)).block();
    }

    @Test
    void a_dead_letter_expires_without_its_content_and_its_group_counts_it_so() {
        MongoTest.countAll(database);

        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(1);
        MongoTest.countAll(database);

        assertThat(stored()).isEmpty();
        DeadLetter now = deadLetters.find(deadLetter.id()).block();
        assertThat(now.state()).isEqualTo(DeadLetterState.EXPIRED);
        assertThat(now.raw().value()).isNull();
        assertThat(new MongoGroups(database, Clock.fixed(this.now, ZoneOffset.UTC))
                        .list(false, 10)
                        .collectList()
                        .block())
                .extracting(DeadLetterGroup::counts)
                .containsExactly(Map.of(DeadLetterState.EXPIRED, 1L));
        assertThat(new MongoRetention(database, moves, Duration.ofDays(30))
                        .sweep(this.now)
                        .block())
                .isEqualTo(1);
    }

    @Test
    void one_that_cannot_be_read_is_found_by_the_key_of_its_record() {
        set("userId", null);
        set("payload", null);

        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(1);

        assertThat(stored()).isEmpty();
    }

    @Test
    void one_that_went_to_the_address_of_the_person_is_theirs() {
        set("userId", "shop:7");
        set("raw.key", null);

        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(1);

        assertThat(stored()).isEmpty();
    }

    @Test
    void one_that_an_edit_addressed_to_the_person_is_theirs_and_the_edit_tells_their_words() {
        set("edits", List.of(new Document("payload", new Document("email", "bat.erdene@example.mn"))));
        List<String> words = erased.wordsOf("github:1").collectList().block();
        assertThat(words).contains("bat@example.mn", "bat-erdene", "bat.erdene@example.mn");
        set("userId", "shop:7");
        set("raw.key", null);
        set("payload.email", "other@example.mn");

        erased.erase(new Person("github:9", words), "ada", now).block();

        assertThat(new MongoStoredText(database).holding(words)).isEmpty();
    }

    @Test
    void a_copy_of_the_record_does_not_bring_it_back() {
        erased.erase(person, "ada", now).block();

        deadLetters.store(List.of(deadLetter)).block();

        assertThat(stored()).isEmpty();
    }

    @Test
    void one_that_is_being_replayed_stays_until_that_is_over() {
        set("state", "replaying");

        assertThat(erased.erase(person, "ada", now).block()).isZero();
        assertThat(erased.busy(person).block()).isEqualTo(1);
        assertThat(deadLetters.find(deadLetter.id()).block().raw().value()).isNotNull();

        set("state", "delivered");
        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(1);
        assertThat(erased.busy(person).block()).isZero();
        assertThat(stored()).isEmpty();
    }

    @Test
    void the_reason_on_the_dead_letter_of_another_is_kept_without_the_person() {
        set("userId", "github:2");
        set("raw.key", null);
        set("payload.email", "other@example.mn");
        set("payload.userId", "github:2");
        set("reason", "the same as bat-erdene's");

        erased.erase(person, "ada", now).block();

        DeadLetter others = deadLetters.find(deadLetter.id()).block();
        assertThat(others.status().reason()).isEqualTo("the same as [erased]'s");
        assertThat(others.raw().value()).isNotNull();
    }

    @Test
    void a_crash_before_the_content_was_taken_is_made_good_by_the_next_order() {
        set("state", "expired");

        assertThat(erased.erase(person, "ada", now).block()).isEqualTo(1);

        assertThat(stored()).isEmpty();
    }

    private List<String> stored() {
        return new MongoStoredText(database).holding(List.of("github:1", "bat@example.mn", "bat-erdene", "value of k"));
    }

    private void set(String field, Object value) {
        Mono.from(database.getCollection(MongoDeadLetters.COLLECTION)
                        .updateOne(eq(deadLetter.id().toString()), Updates.set(field, value)))
                .block();
    }
}
