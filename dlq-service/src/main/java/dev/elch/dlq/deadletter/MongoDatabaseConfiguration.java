package dev.elch.dlq.deadletter;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.Optional;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database that {@code spring.mongodb.uri} names. */
@Configuration(proxyBeanMethods = false)
class MongoDatabaseConfiguration {

    @Bean
    MongoDatabase database(MongoClient client, MongoConnectionDetails connection) {
        return client.getDatabase(
                Optional.ofNullable(connection.getConnectionString().getDatabase())
                        .orElse("elch"));
    }

    @Bean
    MongoLetters letters(MongoDatabase database) {
        return new MongoLetters(database);
    }
}
