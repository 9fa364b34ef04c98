package dev.elch.notification.record;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.StoredRecordFields;
import dev.elch.startup.MongoIndexes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps in the database what no topic takes. */
@Configuration(proxyBeanMethods = false)
class MongoRecordConfiguration {

    @Bean
    MongoStoredRecords storedRecords(MongoDatabase database) {
        return new MongoStoredRecords(database.getCollection(StoredRecordFields.COLLECTION));
    }

    @Bean
    MongoIndexes storedRecordIndexes() {
        return MongoStoredRecords.INDEXES;
    }
}
