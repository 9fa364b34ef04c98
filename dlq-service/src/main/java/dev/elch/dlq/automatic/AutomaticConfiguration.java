package dev.elch.dlq.automatic;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Replays;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Automatic replays. */
@Configuration(proxyBeanMethods = false)
class AutomaticConfiguration {

    @Bean
    MongoAutomaticReplayStates automaticProgress(MongoDatabase database) {
        return new MongoAutomaticReplayStates(database);
    }

    @Bean(destroyMethod = "stop")
    AutomaticReplayScheduler automaticReplayer(
            MongoDeadLetterSearch deadLetters,
            Replays replays,
            MongoAutomaticReplayStates causes,
            AutomaticProperties properties,
            DlqMeters meters,
            Clock clock) {
        return new AutomaticReplayScheduler(
                new AutomaticReplay(deadLetters, replays, causes, properties, meters, clock), properties);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> replayAutomaticallyOnceReady(AutomaticReplayScheduler replayer) {
        return ready -> replayer.start();
    }
}
