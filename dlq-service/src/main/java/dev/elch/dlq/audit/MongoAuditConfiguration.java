package dev.elch.dlq.audit;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.background.RepeatedTask;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the audit log in MongoDB. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class MongoAuditConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MongoAuditConfiguration.class);

    @Bean
    MongoAuditLog auditLog(MongoDatabase database, AuditProperties properties, Clock clock) {
        if (properties.keys().isEmpty()) {
            log.warn(
                    "elch.audit.keys is empty: those who can write to the database can change the audit log unseen. Set"
                            + " ELCH_AUDIT_KEYS_K1 to the output of 'openssl rand -base64 32'");
        }
        return new MongoAuditLog(database, properties.hashes(), clock);
    }

    @Bean(destroyMethod = "stop")
    RepeatedTask auditWitness(MongoAuditLog audit, AuditProperties properties) {
        return new RepeatedTask(
                "audit-witness", Duration.ZERO, properties.witnessEvery(), new AuditWitness(audit)::look);
    }
}
