package dev.elch.startup;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what {@link MongoStartCheck} says when something needed the database before the checks were made. */
final class MongoFailureAnalyzer extends AbstractFailureAnalyzer<MongoException> {

    private final Environment environment;

    MongoFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, MongoException cause) {
        String uri = environment.getProperty("spring.mongodb.uri", "mongodb://localhost");
        return new MongoFailures(new ConnectionString(uri))
                .explain(cause)
                .map(problem -> new FailureAnalysis(String.valueOf(problem.getMessage()), problem.action(), cause))
                .orElse(null);
    }
}
