package dev.elch.notification.start;

import com.mongodb.ConnectionString;
import com.mongodb.MongoTimeoutException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what {@link MongoStartCheck} says when somebody needed the database before it could be looked for. */
final class MongoAbsentFailureAnalyzer extends AbstractFailureAnalyzer<MongoTimeoutException> {

    private final Environment environment;

    MongoAbsentFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, MongoTimeoutException cause) {
        String uri = environment.getProperty("spring.mongodb.uri", "mongodb://localhost");
        MissingPieceException missing =
                MongoStartCheck.missingAt(String.join(",", new ConnectionString(uri).getHosts()));
        return new FailureAnalysis(String.valueOf(missing.getMessage()), missing.remedy(), cause);
    }
}
