package dev.elch.auth.session;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.background.BackgroundWork;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Flux;

/** Puts the web sessions into the database. */
@Configuration(proxyBeanMethods = false)
@EnableSpringWebSession
class SessionConfiguration {

    private static final Duration WORK_INTERVAL = Duration.ofSeconds(1);

    @Bean
    MongoSessions mongoSessions(MongoDatabase database, SessionProperties properties, Clock clock) {
        return new MongoSessions(database, properties.lifetime(), clock);
    }

    @Bean
    WebSessionIdResolver webSessionIdResolver() {
        return new HostCookies();
    }

    @Bean
    FallbackSessions sessions(MongoSessions durable, SessionProperties properties, Clock clock) {
        InMemorySessions memory = new InMemorySessions(properties.inMemory(), properties.lifetime(), clock);
        Sessions guarded = new CircuitBreakingSessions(durable, properties.databasePatience(), clock);
        return new FallbackSessions(guarded, memory, properties.idle(), clock);
    }

    @Bean
    MongoIndexes sessionIndexes() {
        return MongoSessions.INDEXES;
    }

    /** Moves to the database what had to be kept in memory. */
    @Bean
    BackgroundWork sessionWork(FallbackSessions sessions) {
        return new BackgroundWork(Flux.interval(WORK_INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> sessions.moveToDatabase().onErrorComplete())
                .then());
    }
}
