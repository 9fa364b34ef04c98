package dev.elch.dlq.intake;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.StoredRecordFields;
import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.deadletter.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import reactor.core.publisher.Flux;

/** Reads the values that notification-service keeps in the database because the dead-letter topic never takes them. */
final class MongoStoredValues {

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoCollection<Document> parts;

    MongoStoredValues(MongoDatabase database) {
        this.parts = database.getCollection(StoredRecordFields.COLLECTION);
    }

    /** The value with that id; empty when it is not in this database. Blocks. */
    Optional<Bytes> find(String id) {
        return Flux.from(parts.find(eq(StoredRecordFields.RECORD, id)).sort(Sorts.ascending(StoredRecordFields.PART)))
                .map(part -> part.get(StoredRecordFields.VALUE, Binary.class).getData())
                .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .map(ByteArrayOutputStream::toByteArray)
                .map(Bytes::copyOf)
                .filter(value -> value.sha256().equals(id))
                .as(answers::find);
    }
}
