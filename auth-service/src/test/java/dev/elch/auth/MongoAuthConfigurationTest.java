package dev.elch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.mongodb.autoconfigure.MongoProperties;

class MongoAuthConfigurationTest {

    /** Port 1 answers nothing, and nothing is asked. */
    private static final String WEAK = "mongodb://127.0.0.1:1/people?w=1&readPreference=secondaryPreferred";

    @Test
    void writes_with_majority_and_reads_from_the_primary_whatever_the_connection_string_says() {
        MongoProperties properties = new MongoProperties();
        properties.setUri(WEAK);
        try (MongoClient client = MongoClients.create(WEAK)) {
            MongoDatabase database = new MongoAuthConfiguration().database(client, properties);

            assertThat(database.getName()).isEqualTo("people");
            assertThat(database.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
            assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
        }
    }
}
