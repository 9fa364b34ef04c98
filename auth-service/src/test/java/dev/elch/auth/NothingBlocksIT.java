package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.elch.testkit.blocking.NothingBlocks;
import dev.elch.testkit.stack.Stack;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The check that all integration tests of this module run under would find a wait on a thread of the driver. */
class NothingBlocksIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final MongoClient client = MongoClients.create(Stack.shared().mongoUri("auth_blocking"));

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void a_wait_for_the_database_where_its_answers_arrive_is_found() {
        Mono<Optional<Document>> nested = ping().map(first -> ping().blockOptional(LIMIT));

        nested.onErrorComplete().block();

        assertThat(NothingBlocks.take())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).hasStackTraceContaining(NothingBlocksIT.class.getName()));
    }

    @Test
    void a_wait_on_a_thread_that_may_wait_is_none() {
        assertThat(ping().blockOptional(LIMIT)).isPresent();
        assertThat(NothingBlocks.take()).isEmpty();
    }

    private Mono<Document> ping() {
        return Mono.from(client.getDatabase("auth_blocking").runCommand(new Document("ping", 1)));
    }
}
