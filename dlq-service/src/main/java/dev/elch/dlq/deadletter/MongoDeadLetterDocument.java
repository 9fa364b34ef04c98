package dev.elch.dlq.deadletter;

import com.mongodb.client.model.Projections;
import dev.elch.contract.DeliveryHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** How a dead letter is written down in MongoDB. */
public final class MongoDeadLetterDocument {

    public static final String ID = "_id";
    public static final String EVENT_KEY = "eventKey";
    static final String ROUND = "round";
    static final String VALUE_HASH = "valueHash";
    public static final String KIND = "cause.kind";
    public static final String CODE = "cause.code";
    public static final String CLASSES = "cause.classes";
    public static final String FAILED_AT = "failedAt";
    public static final String STORED_AT = "storedAt";
    public static final String USER = "userId";
    public static final String DOMAIN = "domain";
    public static final String PROVIDER = "provider";
    public static final String WORDS = "words";
    public static final String GROUP = "group";
    public static final String STATE = "state";
    public static final String VERSION = "version";
    public static final String CHANGED_AT = "changedAt";
    public static final String ACTOR = "actor";
    public static final String REASON = "reason";
    public static final String JOB = "job";
    public static final String JOB_PAGE = "jobPage";
    public static final String EDITS = "edits";

    /** True while the dead letter is not counted in its group as it stands; absent otherwise, so that an index of it is small. */
    public static final String UNCOUNTED = "uncounted";

    /** The state in which the dead letter is counted in its group; absent: it is not counted yet. */
    public static final String COUNTED = "counted";

    /** Number of the batch that counted it last. */
    public static final String COUNTED_BY = "countedBy";

    /** The fields of an {@link DeadLetterSummary}. */
    public static final Bson OUTLINE = Projections.include(ROUND, STATE, "undecodable", "payload.occurredAt", EDITS);

    private MongoDeadLetterDocument() {}

    public static Document write(DeadLetter deadLetter) {
        Document document = new Document(ID, deadLetter.id().toString())
                .append(EVENT_KEY, deadLetter.id().eventKey())
                .append(ROUND, deadLetter.id().round())
                .append("raw", raw(deadLetter.raw()))
                .append(VALUE_HASH, valueHash(deadLetter))
                .append("cause", cause(deadLetter.cause()))
                .append("attempts", deadLetter.attempts())
                .append("firstFailedAt", date(deadLetter.firstFailedAt()))
                .append(FAILED_AT, date(deadLetter.failedAt()))
                .append(STORED_AT, date(deadLetter.storedAt()))
                .append(USER, deadLetter.payload().text("userId").orElse(null))
                .append(DOMAIN, deadLetter.recipientDomain().orElse(null))
                .append(WORDS, SearchWords.of(deadLetter))
                .append(GROUP, deadLetter.fingerprint())
                .append(STATE, deadLetter.state().word())
                .append(VERSION, deadLetter.status().version())
                .append(CHANGED_AT, date(deadLetter.status().changedAt()))
                .append(UNCOUNTED, true)
                .append(COUNTED_BY, 0L);
        if (deadLetter.payload() instanceof Payload.Decoded decoded) {
            document.append("payload", new Document(decoded.fields()));
        } else if (deadLetter.payload() instanceof Payload.Undecodable undecodable) {
            document.append("undecodable", undecodable.why());
        }
        return document;
    }

    public static DeadLetter read(Document document) {
        return new DeadLetter(
                new DeadLetterId(document.getString(EVENT_KEY), document.getInteger(ROUND)),
                raw(document.get("raw", Document.class)),
                payload(document),
                cause(document.get("cause", Document.class)),
                document.getInteger("attempts"),
                instant(document, "firstFailedAt"),
                required(document, FAILED_AT),
                required(document, STORED_AT),
                new DeadLetterStatus(
                        DeadLetterState.ofWord(document.getString(STATE)).orElseThrow(),
                        document.getLong(VERSION),
                        required(document, CHANGED_AT),
                        document.getString(ACTOR),
                        document.getString(REASON),
                        document.getString(JOB),
                        MongoEditDocument.readAll(document.getList(EDITS, Document.class, List.of()))));
    }

    public static DeadLetterSummary summary(Document document) {
        List<Edit> edits = MongoEditDocument.readAll(document.getList(EDITS, Document.class, List.of()));
        Optional<String> occurredAt =
                Optional.ofNullable(document.get("payload", new Document()).getString("occurredAt"));
        return DeadLetterSummary.of(
                document.getString(ID),
                document.getInteger(ROUND),
                DeadLetterState.ofWord(document.getString(STATE)).orElseThrow(),
                !document.containsKey("undecodable"),
                occurredAt,
                Edit.current(edits));
    }

    /** Tells copies of one dead letter from two dead letters that claim the same identity. */
    public static String valueHash(DeadLetter deadLetter) {
        Bytes value = deadLetter.raw().value();
        return value == null ? storedRecord(deadLetter.raw()).orElse("none") : value.sha256();
    }

    /** A short record names the hash of the value that is kept in its place. */
    private static Optional<String> storedRecord(RawRecord raw) {
        return raw.headers().stream()
                .filter(header -> header.name().equals(DeliveryHeaders.STORED_RECORD))
                .map(RawHeader::value)
                .flatMap(Stream::ofNullable)
                .map(value -> new String(value.toArray(), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static Document raw(RawRecord raw) {
        return new Document("topic", raw.topic())
                .append("partition", raw.partition())
                .append("offset", raw.offset())
                .append("appendedAt", date(raw.appendedAt()))
                .append("key", binary(raw.key()))
                .append("value", binary(raw.value()))
                .append(
                        "headers",
                        raw.headers().stream()
                                .map(header ->
                                        new Document("name", header.name()).append("value", binary(header.value())))
                                .toList());
    }

    private static RawRecord raw(Document raw) {
        return new RawRecord(
                raw.getString("topic"),
                raw.getInteger("partition"),
                raw.getLong("offset"),
                required(raw, "appendedAt"),
                bytes(raw, "key"),
                bytes(raw, "value"),
                raw.getList("headers", Document.class).stream()
                        .map(header -> new RawHeader(header.getString("name"), bytes(header, "value")))
                        .toList());
    }

    private static Document cause(Cause cause) {
        return new Document("kind", cause.kind())
                .append("code", cause.code())
                .append("text", cause.text())
                .append("classes", cause.classes())
                .append("stackTrace", cause.stackTrace());
    }

    private static Cause cause(Document cause) {
        return new Cause(
                cause.getString("kind"),
                cause.getString("code"),
                cause.getString("text"),
                cause.getList("classes", String.class, List.of()),
                cause.getString("stackTrace"));
    }

    private static Payload payload(Document document) {
        @Nullable Map<String, @Nullable Object> fields = document.get("payload", Document.class);
        return fields == null
                ? new Payload.Undecodable(document.get("undecodable", "not decoded"))
                : new Payload.Decoded(fields);
    }

    private static @Nullable Binary binary(@Nullable Bytes bytes) {
        return bytes == null ? null : new Binary(bytes.toArray());
    }

    private static @Nullable Bytes bytes(Document document, String name) {
        Binary binary = document.get(name, Binary.class);
        return binary == null ? null : Bytes.copyOf(binary.getData());
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(Document document, String name) {
        Date date = document.getDate(name);
        return date == null ? null : date.toInstant();
    }

    private static Instant required(Document document, String name) {
        return Objects.requireNonNull(instant(document, name), name);
    }
}
