package dev.elch.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.testkit.fault.FaultProxy;
import dev.elch.testkit.stack.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the start does if the database goes away in the middle of it. */
class MongoStartCheckTest {

    private static final MongoIndexes INDEXES =
            new MongoIndexes("things", List.of(new IndexModel(Indexes.ascending("since"))));

    private final TestDatabase store = TestDatabase.open();
    private final AtomicInteger killed = new AtomicInteger();
    private FaultProxy proxy;
    private MongoClient client;
    private MongoStartCheck check;
    private MongoDatabase database;

    @BeforeEach
    void connect() {
        Assumptions.assumeTrue(store.isOurs(), "a proxy to one server cannot stand for a replica set");
        proxy = FaultProxy.to(new ConnectionString(store.uri("elch"))
                .getHosts().stream()
                        .map(host -> Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)))
                        .findFirst()
                        .orElseThrow());
        ConnectionString connection = new ConnectionString(
                "mongodb://127.0.0.1:" + proxy.port() + "/elch?serverSelectionTimeoutMS=500&retryWrites=false");
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(connection)
                .addCommandListener(new KillAtTheFirstIndex())
                .build());
        database = client.getDatabase("elch");
        check = new MongoStartCheck(database, connection, List.of(INDEXES));
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
            proxy.close();
        }
        store.close();
    }

    @Test
    void a_database_that_is_killed_while_indexes_are_made_is_waited_for() {
        AtomicInteger pauses = new AtomicInteger();

        new StartChecks(List.of(check), Duration.ofMinutes(1), () -> heal(pauses.incrementAndGet()), Clock.systemUTC())
                .pass();

        assertThat(killed).hasValue(1);
        assertThat(pauses).hasPositiveValue();
        List<Document> indexes = Flux.from(database.getCollection("things").listIndexes())
                .collectList()
                .block();
        assertThat(indexes).extracting(index -> index.getString("name")).contains("since_1");
    }

    @Test
    void a_database_that_stays_away_ends_the_start_with_a_sentence() {
        StartChecks checks = new StartChecks(List.of(check), Duration.ofSeconds(2), () -> {}, Clock.systemUTC());

        assertThatThrownBy(checks::pass)
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("127.0.0.1:" + proxy.port());
    }

    private void heal(int pause) {
        if (pause == 2) {
            proxy.heal();
        }
    }

    private final class KillAtTheFirstIndex implements CommandListener {

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("createIndexes") && killed.compareAndSet(0, 1)) {
                proxy.refuse();
            }
        }
    }
}
