package dev.elch.benchmarks.deadletters;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Cause;
import dev.elch.dlq.deadletter.ChangedDeadLetters;
import dev.elch.dlq.deadletter.DeadLetter;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.DeadLetterStatus;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.deadletter.Payload;
import dev.elch.dlq.deadletter.RawHeader;
import dev.elch.dlq.deadletter.RawRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes dead letters as they come from the dead-letter topic, and stores them with the service's own code: {@value #CAUSES}
 * causes of very different frequency, {@value #USERS} users, {@value #DOMAINS} mail domains, over the last hours. The same
 * number always gives the same dead letter but for its time.
 */
final class DeadLetterGenerator {

    static final int CAUSES = 40;
    static final int USERS = 50_000;
    static final int DOMAINS = 200;

    private static final int BATCH = 1_000;

    /** Batches at once: one commit of the embedded database takes all that came meanwhile. */
    private static final int AT_ONCE = 8;

    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration SPAN = Duration.ofHours(12);

    private final Serializer<UserSignedIn> serializer;
    private final Instant now;
    private final int count;

    DeadLetterGenerator(URI registry, Instant now, int count) {
        this.serializer = WireFormat.serializer(registry);
        this.now = now;
        this.count = count;
    }

    /** Stores all of them; safe to be done again. */
    void fill(MongoDatabase database) {
        MongoDeadLetters deadLetters = new MongoDeadLetters(database, new ChangedDeadLetters());
        AtomicInteger stored = new AtomicInteger();
        Flux.range(0, (count + BATCH - 1) / BATCH)
                .flatMap(
                        number -> Mono.fromCallable(() -> batch(number * BATCH))
                                .flatMap(deadLetters::store)
                                .doOnNext(result -> report(stored.addAndGet(BATCH))),
                        AT_ONCE)
                .blockLast(LIMIT);
    }

    private List<DeadLetter> batch(int first) {
        return IntStream.range(first, Math.min(count, first + BATCH))
                .mapToObj(this::deadLetter)
                .toList();
    }

    private static void report(int stored) {
        if (stored % 50_000 == 0) {
            System.out.println(stored + " dead letters stored");
        }
    }

    static String eventKey(int number) {
        return "0199b2c4-0000-7000-8000-%012d".formatted(number);
    }

    static String kind(int cause) {
        return "cause_" + cause;
    }

    /** Few causes have most of the dead letters, as it is in life. */
    static int cause(int number) {
        int dice = Math.floorMod(number * 7_919, 1_000);
        return Math.min(CAUSES - 1, (int) (CAUSES * Math.pow(dice / 1_000.0, 3)));
    }

    static String userId(int number) {
        return "github:" + Math.floorMod(number * 31, USERS);
    }

    static String domain(int number) {
        return "d" + Math.floorMod(number * 17, DOMAINS) + ".example";
    }

    private DeadLetter deadLetter(int number) {
        Instant failedAt = now.minus(SPAN.multipliedBy(count - number).dividedBy(count));
        UserSignedIn event = UserSignedIn.newBuilder()
                .setEventKey(eventKey(number))
                .setUserId(userId(number))
                .setLogin("user" + Math.floorMod(number * 31, USERS))
                .setName("User Number " + Math.floorMod(number * 31, USERS))
                .setEmail("user" + number + "@" + domain(number))
                .setIpAddress("198.51.100." + number % 256)
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")
                .setOccurredAt(Instant.ofEpochMilli(failedAt.minusSeconds(800).toEpochMilli()))
                .build();
        int cause = cause(number);
        DeliveryHeaders.Cause header = new DeliveryHeaders.Cause(
                kind(cause), "550 5.1." + cause, "mailbox of user%d was not found here".formatted(number));
        RecordHeaders headers = new RecordHeaders();
        new DeliveryHeaders(
                        eventKey(number),
                        6,
                        0,
                        null,
                        failedAt.minusSeconds(760),
                        header,
                        "user-signed-in-0-" + number,
                        0)
                .writeTo(headers);
        return new DeadLetter(
                new DeadLetterId(eventKey(number), 0),
                raw(event, headers, number, failedAt),
                new Payload.Decoded(fields(event)),
                new Cause(header.kind(), header.code(), header.text(), List.of(), null),
                6,
                failedAt.minusSeconds(760),
                failedAt,
                now,
                new DeadLetterStatus(DeadLetterState.OPEN, 1, now, null, null, null, List.of()));
    }

    private RawRecord raw(UserSignedIn event, Headers headers, int number, Instant failedAt) {
        return new RawRecord(
                Topics.DEAD_LETTERS,
                number % 4,
                number / 4,
                failedAt,
                Bytes.copyOf(event.getUserId().getBytes(StandardCharsets.UTF_8)),
                Bytes.copyOf(serializer.serialize(Topics.USER_SIGNED_IN, event)),
                StreamSupport.stream(headers.spliterator(), false)
                        .map(header -> new RawHeader(header.key(), Bytes.ofNullable(header.value())))
                        .toList());
    }

    private static Map<String, @Nullable Object> fields(UserSignedIn event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        event.getSchema().getFields().forEach(field -> {
            Object value = event.get(field.pos());
            fields.put(field.name(), value instanceof Instant instant ? instant.toString() : value);
        });
        return fields;
    }
}
