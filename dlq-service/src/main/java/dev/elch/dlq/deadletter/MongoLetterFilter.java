package dev.elch.dlq.deadletter;

import static com.mongodb.client.model.Filters.all;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** Says in MongoDB's words which letters are meant: one compiler for listing, counting, previewing and running. */
final class MongoLetterFilter {

    private MongoLetterFilter() {}

    static Bson of(LetterFilter filter) {
        List<Bson> conditions = filter.wanted().entrySet().stream()
                .map(entry -> condition(entry.getKey(), entry.getValue()))
                .toList();
        return conditions.isEmpty() ? Filters.empty() : and(conditions);
    }

    private static Bson condition(Criterion criterion, String value) {
        return switch (criterion) {
            case ID -> in(MongoLetterDocument.ID, value.split(","));
            case STATE -> in(MongoLetterDocument.STATE, value.split(","));
            case KIND -> eq(MongoLetterDocument.KIND, value);
            case CODE -> eq(MongoLetterDocument.CODE, value);
            case CLASS -> eq(MongoLetterDocument.CLASSES, value);
            case PROVIDER -> eq(MongoLetterDocument.PROVIDER, value);
            case DOMAIN -> eq(MongoLetterDocument.DOMAIN, value);
            case USER -> eq(MongoLetterDocument.USER, value);
            case EVENT -> eq(MongoLetterDocument.EVENT_KEY, value);
            case GROUP -> eq(MongoLetterDocument.GROUP, value);
            case TEXT -> words(value);
            case FROM -> gte(MongoLetterDocument.FAILED_AT, Date.from(Instant.parse(value)));
            case BEFORE -> lt(MongoLetterDocument.FAILED_AT, Date.from(Instant.parse(value)));
        };
    }

    private static Bson words(String value) {
        List<String> words = List.of(value.split(" "));
        List<String> whole = words.stream().filter(word -> !word.endsWith("*")).toList();
        Stream<Bson> beginnings = words.stream()
                .filter(word -> word.endsWith("*"))
                .map(word ->
                        regex(MongoLetterDocument.WORDS, "^" + Pattern.quote(word.substring(0, word.length() - 1))));
        Stream<Bson> wholeWords = whole.isEmpty() ? Stream.empty() : Stream.of(all(MongoLetterDocument.WORDS, whole));
        return and(Stream.concat(wholeWords, beginnings).toList());
    }
}
