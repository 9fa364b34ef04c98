package dev.elch.dlq.automatic;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.MongoLetters;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Replays;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replays without a person. */
@Configuration(proxyBeanMethods = false)
class AutomaticConfiguration {

    @Bean
    MongoProgress automaticProgress(MongoDatabase database) {
        return new MongoProgress(database);
    }

    @Bean(destroyMethod = "stop")
    AutomaticReplayer automaticReplayer(
            MongoLetters letters,
            Replays replays,
            MongoProgress causes,
            AutomaticProperties properties,
            DlqMeters meters,
            Clock clock) {
        return new AutomaticReplayer(new Automatic(letters, replays, causes, properties, meters, clock), properties);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> replayAutomaticallyOnceReady(AutomaticReplayer replayer) {
        return ready -> replayer.start();
    }
}
