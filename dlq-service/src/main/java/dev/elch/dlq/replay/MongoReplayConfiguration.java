package dev.elch.dlq.replay;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.preview.Confirmation;
import dev.elch.dlq.preview.MongoCandidates;
import dev.elch.dlq.replay.run.ReplayRunner;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps replay jobs in MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoReplayConfiguration {

    @Bean
    MongoReplayJobs replayJobs(MongoDatabase database) {
        return new MongoReplayJobs(database);
    }

    @Bean
    MongoClaims claims(MongoDatabase database, ChangedDeadLetters changed) {
        return new MongoClaims(database, changed);
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
    MongoErasedReplays erasedReplays(MongoDatabase database) {
        return new MongoErasedReplays(database);
    }

    @Bean
    Replays replays(
            MongoCandidates candidates,
            MongoReplayPages pages,
            MongoReplayJobs jobs,
            MongoReplayRequests requests,
            MongoAuditLog audit,
            Confirmation confirmation,
            ReplayProperties properties,
            ReplayRunner runner,
            Clock clock) {
        return new Replays(candidates, pages, jobs, requests, audit, confirmation, properties, runner::nudge, clock);
    }

    @Bean
    MongoIndexes replayJobIndexes() {
        return MongoReplayJobs.INDEXES;
    }
}
