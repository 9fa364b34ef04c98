package dev.elch.dlq.audit;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the audit log in MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoAuditConfiguration {

    @Bean
    MongoAuditLog auditLog(MongoDatabase database, Clock clock) {
        return new MongoAuditLog(database, clock);
    }
}
