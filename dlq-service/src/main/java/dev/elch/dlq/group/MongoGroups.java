package dev.elch.dlq.group;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.startup.MongoIndexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows groups. They are kept up to date by {@link MongoGroupCounting}, so that showing them costs nothing. */
public final class MongoGroups {

    static final String COLLECTION = "dlq_groups";
    static final String COUNTS = "counts";
    static final String OPEN = COUNTS + "." + DeadLetterState.OPEN.word();
    static final String HOURS = "hours";
    static final String RESOLVED_HOURS = "resolvedHours";
    static final String LAST_RESOLVED = "lastResolvedAt";
    static final String FIRST = "firstFailedAt";
    static final String LAST = "lastFailedAt";
    private static final int SHOWN_HOURS = 24;

    /** For the list, for new causes, and for what is open: causes that are long over stay for ever. */
    static final MongoIndexes INDEXES = new MongoIndexes(
            COLLECTION,
            List.of(
                    new IndexModel(Indexes.descending(LAST, "_id")),
                    new IndexModel(Indexes.descending(FIRST, "_id")),
                    new IndexModel(Indexes.ascending(OPEN))));

    private final MongoCollection<Document> groups;
    private final Clock clock;

    public MongoGroups(MongoDatabase database, Clock clock) {
        this.groups = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    /**
     * Groups, the one with the newest dead letter first.
     *
     * @param onlyOpen only groups with open dead letters
     */
    public Flux<DeadLetterGroup> list(boolean onlyOpen, int limit) {
        Bson meant = onlyOpen ? gt(OPEN, 0L) : Filters.empty();
        return Flux.from(groups.find(meant).sort(Sorts.descending(LAST, "_id")).limit(limit))
                .map(this::read);
    }

    /** How many dead letters are open, in all groups. */
    public Mono<Long> open() {
        return Mono.from(groups.aggregate(List.of(
                        Aggregates.match(gt(OPEN, 0L)), Aggregates.group(null, Accumulators.sum("open", "$" + OPEN)))))
                .map(sum -> sum.get("open", Number.class).longValue())
                .defaultIfEmpty(0L);
    }

    /** All groups whose first dead letter was given up after {@code since}. */
    public Flux<DeadLetterGroup> newSince(Instant since) {
        return Flux.from(groups.find(gt(FIRST, Date.from(since)))).map(this::read);
    }

    /** All groups in which more than {@code deadLetters} were given up in the clock hour of {@code now}. */
    public Flux<DeadLetterGroup> busyInHourOf(Instant now, long deadLetters) {
        Date hour = Date.from(now.truncatedTo(ChronoUnit.HOURS));
        return Flux.from(groups.find(and(gte(LAST, hour), gt(HOURS + "." + hour(now), deadLetters))))
                .map(this::read);
    }

    /** Arrivals and resolutions since {@code since}, in all groups. */
    public Mono<HourlyCounts> countsSince(Instant since) {
        Date hour = Date.from(since.truncatedTo(ChronoUnit.HOURS));
        return Flux.from(groups.find(or(gte(LAST, hour), gte(LAST_RESOLVED, hour)))
                        .projection(Projections.include(HOURS, RESOLVED_HOURS)))
                .reduce(
                        HourlyCounts.NONE,
                        (sum, group) -> sum.plus(counted(group, HOURS), counted(group, RESOLVED_HOURS)));
    }

    public Mono<DeadLetterGroup> find(String fingerprint) {
        return Mono.from(groups.find(eq(fingerprint))).map(this::read);
    }

    static String hour(Instant instant) {
        return Long.toString(instant.truncatedTo(ChronoUnit.HOURS).getEpochSecond() / 3_600);
    }

    private DeadLetterGroup read(Document group) {
        return new DeadLetterGroup(
                group.getString("_id"),
                group.getString("kind"),
                group.getString("code"),
                group.getString("message"),
                group.getList("classes", String.class, List.of()),
                counts(group.get(COUNTS, new Document())),
                instant(group, FIRST),
                instant(group, LAST),
                arrivedByHour(group.get(HOURS, new Document())));
    }

    private static Map<DeadLetterState, Long> counts(Document stored) {
        Map<DeadLetterState, Long> counts = new EnumMap<>(DeadLetterState.class);
        for (DeadLetterState state : DeadLetterState.values()) {
            long count = stored.get(state.word(), 0L);
            if (count != 0) {
                counts.put(state, count);
            }
        }
        return counts;
    }

    private List<Long> arrivedByHour(Document hours) {
        Instant now = clock.instant();
        return LongStream.rangeClosed(1 - SHOWN_HOURS, 0)
                .mapToObj(ago -> hours.get(hour(now.plus(Duration.ofHours(ago))), 0L))
                .toList();
    }

    private static Map<Long, Long> counted(Document group, String name) {
        Map<Long, Long> byHour = new TreeMap<>();
        group.get(name, new Document())
                .forEach((hour, count) -> byHour.put(Long.parseLong(hour), ((Number) count).longValue()));
        return byHour;
    }

    private static Instant instant(Document group, String name) {
        Date date = group.getDate(name);
        return date == null ? Instant.EPOCH : date.toInstant();
    }
}
