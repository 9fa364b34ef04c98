package dev.elch.dlq.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Keeps the pages of all jobs. Everything is read by {@code _id}, which is quick on every store. */
public final class MongoReplayPages {

    private static final int DUPLICATE_KEY = 11_000;
    private static final int MOST_RACES = 1_000;
    private static final String VERSION = "version";
    private static final String TALLY = "tally";
    private static final String SKIPPED = "skipped";

    private final MongoCollection<Document> pages;

    MongoReplayPages(MongoDatabase database) {
        this.pages = database.getCollection("dlq_replay_pages");
    }

    /** Adds a page; one that is there already stays as it is. */
    public Mono<Void> add(ReplayPage page) {
        return Mono.from(pages.insertOne(write(page)))
                .then()
                .onErrorResume(
                        failure -> failure instanceof MongoWriteException write
                                && write.getError().getCode() == DUPLICATE_KEY,
                        isThere -> Mono.empty());
    }

    public Mono<ReplayPage> find(String job, int number) {
        return Mono.from(pages.find(eq(ReplayPage.id(job, number)))).map(MongoReplayPages::read);
    }

    /** Changes entries of a page, against others who do the same; the page as it is then. */
    public Mono<ReplayPage> change(String job, int number, UnaryOperator<ReplayEntry> change) {
        return Mono.defer(() -> find(job, number).flatMap(page -> {
                    ReplayPage changed = page.change(change);
                    return changed.equals(page) ? Mono.just(page) : replace(changed);
                }))
                .retryWhen(Retry.max(MOST_RACES).filter(StalePageException.class::isInstance));
    }

    private Mono<ReplayPage> replace(ReplayPage changed) {
        ReplayPage next = new ReplayPage(changed.job(), changed.number(), changed.version() + 1, changed.entries());
        return Mono.from(pages.replaceOne(and(eq(changed.id()), eq(VERSION, changed.version())), write(next)))
                .flatMap(result -> result.getMatchedCount() == 1
                        ? Mono.just(next)
                        : Mono.<ReplayPage>error(new StalePageException(changed.id())));
    }

    /** The sum over the first {@code count} pages. */
    public Mono<Balance> balance(String job, int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(number -> ReplayPage.id(job, number))
                .toList();
        return ids.isEmpty()
                ? Mono.just(Balance.NOTHING)
                : Flux.from(pages.find(in("_id", ids)).projection(Projections.include(TALLY, SKIPPED)))
                        .map(MongoReplayPages::balance)
                        .reduce(Balance.NOTHING, Balance::plus);
    }

    private static Document write(ReplayPage page) {
        Document tally = new Document();
        page.balance().counts().forEach((state, count) -> tally.append(state.word(), count));
        return new Document("_id", page.id())
                .append("job", page.job())
                .append("number", page.number())
                .append(VERSION, page.version())
                .append(
                        "entries",
                        page.entries().stream()
                                .map(entry -> new Document("l", entry.deadLetter())
                                        .append("s", entry.state().name())
                                        .append("r", entry.reason()))
                                .toList())
                .append(TALLY, tally)
                .append(
                        SKIPPED,
                        new Document(Map.<String, Object>copyOf(page.balance().skipped())));
    }

    private static ReplayPage read(Document page) {
        return new ReplayPage(
                page.getString("job"),
                page.getInteger("number"),
                page.getLong(VERSION),
                page.getList("entries", Document.class).stream()
                        .map(entry -> new ReplayEntry(
                                entry.getString("l"),
                                ReplayEntryState.valueOf(entry.getString("s")),
                                entry.getString("r")))
                        .toList());
    }

    private static Balance balance(Document page) {
        Map<ReplayEntryState, Long> counts = new EnumMap<>(ReplayEntryState.class);
        Document tally = page.get(TALLY, new Document());
        for (ReplayEntryState state : ReplayEntryState.values()) {
            long count = tally.get(state.word(), 0L);
            if (count > 0) {
                counts.put(state, count);
            }
        }
        SortedMap<String, Long> skipped = new TreeMap<>();
        page.get(SKIPPED, new Document()).forEach((reason, count) -> skipped.put(reason, ((Number) count).longValue()));
        return new Balance(counts, skipped);
    }

    /** Another writer changed the page since it was read. */
    private static final class StalePageException extends RuntimeException {

        StalePageException(String page) {
            super("page " + page + " keeps changing");
        }
    }
}
