package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.blocking.NothingBlocks;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The check that all integration tests of this module run under would find a wait on a thread of the driver. */
class NothingBlocksIT {

    private final MongoDatabase database = RunningService.shared().context().getBean(MongoDatabase.class);
    private final MongoAnswers answers = MongoAnswers.within(Duration.ofSeconds(2));

    @Test
    void a_wait_for_the_database_where_its_answers_arrive_is_found() {
        Mono<Optional<Document>> nested = ping().map(first -> answers.find(ping()));

        nested.onErrorComplete().block();

        assertThat(NothingBlocks.take())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).hasStackTraceContaining(NothingBlocksIT.class.getName()));
    }

    @Test
    void a_wait_on_a_thread_that_may_wait_is_none() {
        assertThat(answers.find(ping())).isPresent();
        assertThat(NothingBlocks.take()).isEmpty();
    }

    private Mono<Document> ping() {
        return Mono.from(database.runCommand(new Document("ping", 1)));
    }
}
