package dev.elch.notification.start;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoAnswers;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;

/** Looks whether the database answers. */
final class MongoStartCheck implements StartCheck {

    private final MongoDatabase database;
    private final String hosts;

    /** @param hosts where it is expected, without credentials */
    MongoStartCheck(MongoDatabase database, String hosts) {
        this.database = database;
        this.hosts = hosts;
    }

    @Override
    public Optional<MissingPieceException> missing(Duration patience) {
        try {
            MongoAnswers.within(patience).await(database.runCommand(new Document("ping", 1)));
            return Optional.empty();
        } catch (RuntimeException unanswered) {
            return Optional.of(missingAt(hosts));
        }
    }

    static MissingPieceException missingAt(String hosts) {
        return new MissingPieceException(
                "The database does not answer at " + hosts + ".",
                "Start MongoDB there, or set spring.mongodb.uri (SPRING_MONGODB_URI).");
    }
}
