package dev.elch.dlq.replay;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.Confirmation;
import dev.elch.dlq.deadletter.MongoClaims;
import dev.elch.dlq.deadletter.MongoProviders;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps replay jobs in MongoDB and works on them. */
@Configuration(proxyBeanMethods = false)
class MongoReplayConfiguration {

    @Bean
    MongoReplayJobs replayJobs(MongoDatabase database) {
        return new MongoReplayJobs(database);
    }

    @Bean
    MongoReplayPages replayPages(MongoDatabase database) {
        return new MongoReplayPages(database);
    }

    @Bean
    MongoReplayRequests replayRequests(MongoDatabase database) {
        return new MongoReplayRequests(database);
    }

    @Bean
    Settlements settlements(
            MongoClaims claims, MongoReplayPages pages, MongoProviders providers, DlqMeters meters, Clock clock) {
        return new Settlements(claims, pages, providers, meters, clock);
    }

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

    @Bean
    Replays replays(
            MongoClaims claims,
            MongoReplayPages pages,
            MongoReplayJobs jobs,
            MongoReplayRequests requests,
            MongoAuditLog audit,
            Confirmation confirmation,
            ReplayProperties properties,
            ReplayRunner runner,
            Clock clock) {
        return new Replays(claims, pages, jobs, requests, audit, confirmation, properties, runner::nudge, clock);
    }

    /** Not before it is known that broker and database are there. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> replayOnceReady(ReplayRunner runner) {
        return ready -> runner.start();
    }

    @Bean
    MongoIndexes replayJobIndexes() {
        return MongoReplayJobs.INDEXES;
    }
}
