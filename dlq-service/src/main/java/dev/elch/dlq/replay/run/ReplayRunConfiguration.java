package dev.elch.dlq.replay.run;

import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayJobs;
import dev.elch.dlq.replay.MongoReplayPages;
import dev.elch.dlq.replay.MongoReplayRequests;
import dev.elch.dlq.replay.ReplayProperties;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Works on replay jobs in the background. */
@Configuration(proxyBeanMethods = false)
class ReplayRunConfiguration {

    @Bean
    JobWork jobWork(
            MongoClaims claims,
            MongoReplayPages pages,
            MongoReplayJobs jobs,
            MongoReplayRequests requests,
            KafkaReplayTopic topic,
            KafkaReplayHistory history,
            ReplayProperties properties,
            DlqMeters meters,
            Clock clock) {
        return new JobWork(claims, pages, jobs, requests, topic, history, properties, meters, clock);
    }

    @Bean(destroyMethod = "stop")
    ReplayRunner replayRunner(MongoReplayJobs jobs, JobWork work, ReplayProperties properties, Clock clock) {
        return new ReplayRunner(
                jobs, work, properties.lease(), UUID.randomUUID().toString(), clock);
    }

    /** Not before it is known that broker and database are there. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> replayOnceReady(ReplayRunner runner) {
        return ready -> runner.start();
    }
}
