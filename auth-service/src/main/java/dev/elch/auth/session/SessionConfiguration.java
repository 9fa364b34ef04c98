package dev.elch.auth.session;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.start.Upkeep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Puts the web sessions into the database. */
@Configuration(proxyBeanMethods = false)
@EnableSpringWebSession
class SessionConfiguration {

    private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(1);

    @Bean
    MongoSessions mongoSessions(MongoDatabase database, SessionProperties properties, Clock clock) {
        return new MongoSessions(database, properties.lifetime(), clock);
    }

    @Bean
    SurvivingSessions sessions(MongoSessions durable, SessionProperties properties, Clock clock) {
        InMemorySessions memory = new InMemorySessions(properties.inMemory(), properties.lifetime(), clock);
        Sessions impatient = new ImpatientSessions(durable, properties.databasePatience(), clock);
        return new SurvivingSessions(impatient, memory, properties.idle(), clock);
    }

    /** Creates the indexes as soon as the database is there, and moves to it what had to wait in memory. */
    @Bean
    Upkeep sessionUpkeep(MongoSessions durable, SurvivingSessions sessions) {
        Mono<Void> indexes = durable.prepare()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, UPKEEP_INTERVAL).maxBackoff(Duration.ofMinutes(1)));
        Mono<Void> moves = Flux.interval(UPKEEP_INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> sessions.moveToDatabase().onErrorComplete())
                .then();
        return new Upkeep(Mono.when(indexes, moves));
    }
}
