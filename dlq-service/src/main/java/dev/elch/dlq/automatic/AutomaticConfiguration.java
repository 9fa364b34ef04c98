package dev.elch.dlq.automatic;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.background.RepeatedTask;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Replays;
import dev.elch.dlq.search.MongoDeadLetterSearch;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Automatic replays. */
@Configuration(proxyBeanMethods = false)
class AutomaticConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AutomaticConfiguration.class);

    @Bean
    MongoAutomaticReplayStates automaticProgress(MongoDatabase database) {
        return new MongoAutomaticReplayStates(database);
    }

    @Bean(destroyMethod = "stop")
    RepeatedTask automaticReplayTask(
            MongoDeadLetterSearch deadLetters,
            Replays replays,
            MongoAutomaticReplayStates causes,
            AutomaticProperties properties,
            DlqMeters meters,
            Clock clock) {
        AutomaticReplay automatic = new AutomaticReplay(deadLetters, replays, causes, properties, meters, clock);
        if (!properties.kinds().isEmpty()) {
            log.info("Dead letters of {} are replayed automatically when their cause has passed", properties.kinds());
        }
        return new RepeatedTask("automatic-replay", properties.every(), automatic::stepAll);
    }
}
