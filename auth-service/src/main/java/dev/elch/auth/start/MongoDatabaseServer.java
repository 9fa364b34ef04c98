package dev.elch.auth.start;

import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** The database. */
final class MongoDatabaseServer implements Surrounding {

    private final MongoDatabase database;

    MongoDatabaseServer(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<CannotStartException> missing(Duration patience) {
        return Mono.from(database.runCommand(new Document("ping", 1)))
                .timeout(patience)
                .map(pong -> Optional.<CannotStartException>empty())
                .onErrorResume(away -> Mono.just(Optional.of(missing(away))))
                .blockOptional()
                .flatMap(answer -> answer);
    }

    private static CannotStartException missing(Throwable away) {
        String kind = away instanceof MongoException ? away.getClass().getSimpleName() : "no answer";
        return new CannotStartException(
                "No MongoDB server answers (" + kind + ").",
                "Start the database, or set SPRING_MONGODB_URI (spring.mongodb.uri) to where it is.");
    }
}
