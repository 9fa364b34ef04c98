package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.blocking.NothingBlocks;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** The check that all integration tests of this module run under would find a wait on a thread of the driver. */
class NothingBlocksIT {

    @RegisterExtension
    static final MongoForTests mongo = new MongoForTests();

    private final MongoAnswers answers = MongoAnswers.within(Duration.ofSeconds(2));

    @Test
    void a_wait_for_the_database_where_its_answers_arrive_is_found() {
        MongoDatabase database = mongo.emptyDatabase();
        Mono<Optional<Document>> nested =
                ping(database).map(first -> Optional.ofNullable(answers.await(ping(database))));

        nested.onErrorComplete().block();

        assertThat(NothingBlocks.take())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).hasStackTraceContaining(NothingBlocksIT.class.getName()));
    }

    @Test
    void a_wait_on_a_thread_that_may_wait_is_none() {
        assertThat(answers.await(ping(mongo.emptyDatabase()))).isNotNull();
        assertThat(NothingBlocks.take()).isEmpty();
    }

    private static Mono<Document> ping(MongoDatabase database) {
        return Mono.from(database.runCommand(new Document("ping", 1)));
    }
}
