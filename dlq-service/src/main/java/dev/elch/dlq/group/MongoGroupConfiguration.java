package dev.elch.dlq.group;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts groups in MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoGroupConfiguration {

    @Bean
    MongoGroups groups(MongoDatabase database, Clock clock) {
        return new MongoGroups(database, clock);
    }

    @Bean(destroyMethod = "stop")
    GroupCounter groupCounter(MongoDatabase database, ChangedDeadLetters changed) {
        return new GroupCounter(new MongoGroupCounting(database)::count, changed);
    }

    /** Not before it is known that the database is there. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> countOnceReady(GroupCounter counter) {
        return ready -> counter.start();
    }

    @Bean
    MongoIndexes groupIndexes() {
        return MongoGroups.INDEXES;
    }
}
