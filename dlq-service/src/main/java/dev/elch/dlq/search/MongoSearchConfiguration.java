package dev.elch.dlq.search;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds dead letters in MongoDB. */
@Configuration(proxyBeanMethods = false)
class MongoSearchConfiguration {

    @Bean
    MongoDeadLetterSearch deadLetterSearch(MongoDatabase database) {
        return new MongoDeadLetterSearch(database);
    }
}
