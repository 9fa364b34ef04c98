package dev.elch.notification;

import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/**
 * An update of one document for the writes of every delivery. It is BSON from the start: the driver's own builders convert
 * each change by itself and look up a codec for each value, which took a fifth of the processor time of a delivery.
 */
public final class MongoUpdate implements Bson {

    private static final BsonValue ANY = new BsonString("");

    private final BsonDocument update = new BsonDocument();

    public MongoUpdate set(String field, String value) {
        return set(field, new BsonString(value));
    }

    public MongoUpdate set(String field, int value) {
        return set(field, new BsonInt32(value));
    }

    public MongoUpdate set(String field, long value) {
        return set(field, new BsonInt64(value));
    }

    public MongoUpdate set(String field, boolean value) {
        return set(field, BsonBoolean.valueOf(value));
    }

    /** Kept to the millisecond. */
    public MongoUpdate set(String field, Instant value) {
        return set(field, date(value));
    }

    public MongoUpdate set(String field, BsonValue value) {
        return change("$set", field, value);
    }

    public MongoUpdate unset(String field) {
        return change("$unset", field, ANY);
    }

    public MongoUpdate increment(String field, int by) {
        return change("$inc", field, new BsonInt32(by));
    }

    public MongoUpdate increment(String field, long by) {
        return change("$inc", field, new BsonInt64(by));
    }

    /** Appends to an array, of which the last {@code most} elements stay. */
    public MongoUpdate push(String field, BsonDocument element, int most) {
        return change(
                "$push",
                field,
                new BsonDocument("$each", new BsonArray(List.of(element))).append("$slice", new BsonInt32(-most)));
    }

    /** A moment as BSON has it, in milliseconds. */
    public static BsonDateTime date(Instant moment) {
        return new BsonDateTime(moment.toEpochMilli());
    }

    @Override
    public <T> BsonDocument toBsonDocument(Class<T> ofCollection, CodecRegistry codecs) {
        return update;
    }

    private MongoUpdate change(String operator, String field, BsonValue value) {
        update.computeIfAbsent(operator, first -> new BsonDocument())
                .asDocument()
                .append(field, value);
        return this;
    }
}
