package dev.elch.dlq.search;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Filters;
import dev.elch.dlq.deadletter.MongoDeadLetterDocument;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** Translates a filter into a MongoDB query: one compiler for listing, counting, previewing and running. */
public final class MongoDeadLetterFilter {

    private MongoDeadLetterFilter() {}

    public static Bson of(DeadLetterFilter filter) {
        List<Bson> conditions = filter.wanted().entrySet().stream()
                .map(entry -> condition(entry.getKey(), entry.getValue()))
                .toList();
        return conditions.isEmpty() ? Filters.empty() : and(conditions);
    }

    /** The same, without those that were stored or changed after {@code seen}: no one has looked at them. */
    public static Bson asSeen(DeadLetterFilter filter, Instant seen) {
        return and(
                of(filter),
                lte(MongoDeadLetterDocument.STORED_AT, Date.from(seen)),
                lte(MongoDeadLetterDocument.CHANGED_AT, Date.from(seen)));
    }

    private static Bson condition(Criterion criterion, String value) {
        return switch (criterion) {
            case ID, STATE -> in(field(criterion), value.split(","));
            case KIND, CODE, CLASS, PROVIDER, DOMAIN, USER, EVENT, GROUP -> eq(field(criterion), value);
            case TEXT -> words(value);
            case FROM -> gte(field(criterion), Date.from(Instant.parse(value)));
            case BEFORE -> lt(field(criterion), Date.from(Instant.parse(value)));
        };
    }

    /** The field of a document that the criterion compares with. */
    static String field(Criterion criterion) {
        return switch (criterion) {
            case ID -> MongoDeadLetterDocument.ID;
            case STATE -> MongoDeadLetterDocument.STATE;
            case KIND -> MongoDeadLetterDocument.KIND;
            case CODE -> MongoDeadLetterDocument.CODE;
            case CLASS -> MongoDeadLetterDocument.CLASSES;
            case PROVIDER -> MongoDeadLetterDocument.PROVIDER;
            case DOMAIN -> MongoDeadLetterDocument.DOMAIN;
            case USER -> MongoDeadLetterDocument.USER;
            case EVENT -> MongoDeadLetterDocument.EVENT_KEY;
            case GROUP -> MongoDeadLetterDocument.GROUP;
            case TEXT -> MongoDeadLetterDocument.WORDS;
            case FROM, BEFORE -> MongoDeadLetterDocument.FAILED_AT;
        };
    }

    private static Bson words(String value) {
        List<String> words = List.of(value.split(" "));
        List<String> whole = words.stream().filter(word -> !word.endsWith("*")).toList();
        Stream<Bson> beginnings = words.stream()
                .filter(word -> word.endsWith("*"))
                .map(word -> regex(
                        MongoDeadLetterDocument.WORDS, "^" + Pattern.quote(word.substring(0, word.length() - 1))));
        Stream<Bson> wholeWords =
                whole.isEmpty() ? Stream.empty() : Stream.of(all(MongoDeadLetterDocument.WORDS, whole));
        return and(Stream.concat(wholeWords, beginnings).toList());
    }
}
