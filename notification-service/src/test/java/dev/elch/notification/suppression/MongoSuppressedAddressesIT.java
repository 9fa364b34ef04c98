package dev.elch.notification.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.notification.MongoForTests;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class MongoSuppressedAddressesIT extends SuppressedAddressesBehaviour {

    @RegisterExtension
    static final MongoForTests MONGO = new MongoForTests();

    private final MongoDatabase database = MONGO.emptyDatabase();

    @Override
    SuppressedAddresses addresses() {
        MongoSuppressedAddresses addresses =
                new MongoSuppressedAddresses(database, new AddressHashes("a pepper for tests only"));
        MongoSuppressedAddresses.INDEXES.create(database).block();
        return addresses;
    }

    @Test
    void no_address_is_stored_in_clear() {
        addresses().add("bat@example.mn", Suppression.UNTIL_LIFTED, Reason.of("bad_address", ""), Instant.EPOCH);

        assertThat(Flux.from(database.getCollection("suppressions").find())
                        .map(Document::toJson)
                        .collectList()
                        .block())
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain("bat").doesNotContain("example"));
    }
}
