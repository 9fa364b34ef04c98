package dev.elch.startup;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks that MongoDB answers, accepts the credentials of this service and has its indexes, which are created here. */
public final class MongoStartCheck implements StartCheck {

    /** The build of an index takes as long as it takes: it is not stopped because patience runs out meanwhile. */
    private static final Duration LONGEST_INDEX_BUILD = Duration.ofMinutes(10);

    private final MongoDatabase database;
    private final MongoFailures failures;
    private final List<MongoIndexes> indexes;

    /**
     * Checks one database.
     *
     * @param connection as configured, for the sentences about a failure; credentials are never printed
     */
    public MongoStartCheck(MongoDatabase database, ConnectionString connection, List<MongoIndexes> indexes) {
        this.database = database;
        this.failures = new MongoFailures(connection);
        this.indexes = List.copyOf(indexes);
    }

    @Override
    public Optional<CannotStartException> problem(Duration limit) {
        return Mono.from(database.runCommand(listOfCollections()))
                .timeout(limit)
                .then(createIndexes())
                .thenReturn(Optional.<CannotStartException>empty())
                .onErrorResume(failure -> Mono.just(failures.explain(failure)))
                .blockOptional()
                .flatMap(problem -> problem);
    }

    /** A server answers a ping without credentials, but not this; names alone need no more than the right to read. */
    private static Document listOfCollections() {
        return new Document("listCollections", 1).append("nameOnly", true).append("authorizedCollections", true);
    }

    /** With a timeout of its own: the one of the client's sockets is shorter than the build of a large index. */
    private Mono<Void> createIndexes() {
        MongoDatabase patient = database.withTimeout(LONGEST_INDEX_BUILD.toMinutes(), TimeUnit.MINUTES);
        return Flux.fromIterable(indexes)
                .concatMap(wanted -> wanted.create(patient))
                .then();
    }
}
