package dev.elch.auth.start;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.UserSignedIn;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the check when all beans are there and before the server listens. */
@Configuration(proxyBeanMethods = false)
class StartCheckConfiguration {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    @Bean
    SmartInitializingSingleton startCheck(
            KafkaProperties kafka,
            RegistryProperties registry,
            Serializer<UserSignedIn> serializer,
            MongoDatabase database,
            StartCheckProperties properties,
            Clock clock) {
        StartCheck check = new StartCheck(
                List.of(
                        new KafkaBroker(kafka.buildAdminProperties(), kafka.getBootstrapServers()),
                        new SchemaRegistry(serializer, registry.url()),
                        new MongoDatabaseServer(database)),
                () -> LockSupport.parkNanos(PAUSE_NANOS),
                clock);
        return () -> check.run(properties.patience());
    }
}
