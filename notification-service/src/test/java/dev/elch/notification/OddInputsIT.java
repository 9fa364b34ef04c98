package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.DeliveryState;
import dev.elch.contract.NotificationSettled;
import dev.elch.contract.Topics;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Good events flow while every odd record that the topics may hold is thrown in at random, twice: all good ones are delivered
 * once, every odd one ends in the place that is named for it, no offset is held, and the log stays small.
 */
class OddInputsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(3);

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long MOST_LOGGED = 1_000_000;
    private static final int COPIES = 2;
    private static final List<String> OUR_HEADERS = List.of(
            DeliveryHeaders.EVENT_KEY,
            DeliveryHeaders.ATTEMPT,
            DeliveryHeaders.ROUND,
            DeliveryHeaders.DUE_AT,
            DeliveryHeaders.FIRST_FAILED_AT,
            DeliveryHeaders.CAUSE,
            DeliveryHeaders.ORIGIN,
            DeliveryHeaders.ENDED_CLAIM,
            DeliveryHeaders.EDITED,
            DeliveryHeaders.STORED_RECORD,
            DeliveryHeaders.TRACEPARENT);

    private final ScriptedProvider provider = new ScriptedProvider();
    private final Random random = new Random(20260301);
    private final Map<String, Odd> odd = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final Instant began = Instant.now();

    @Test
    void five_hundred_good_events_are_delivered_once_among_odd_ones() {
        run(500);
    }

    @Test
    @Tag("slow")
    void five_thousand_good_events_are_delivered_once_among_odd_ones() {
        run(5_000);
    }

    private void run(int good) {
        provider.answer(mail -> answer(mail.eventKey()));
        LoggedBytes logged = new LoggedBytes();
        try (RunningService service = new RunningService(
                        AROUND, provider, "elch.delivery.unknown-grace=1s", "elch.quota.mails=1000");
                KafkaProducer<byte[], byte[]> producer = producer();
                logged) {
            collectOddInputs(service);
            collectOddFields(service);
            collectOddHeaders(service);
            collectOddRetries(service);
            collectForeignSchemas(service);
            conflict(service);
            List<UserSignedIn> events = new ArrayList<>();
            for (int number = 0; number < good; number++) {
                events.add(Events.signIn());
            }
            Set<String> keys = events.stream().map(UserSignedIn::getEventKey).collect(Collectors.toUnmodifiableSet());
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            events.forEach(event -> records.add(new ProducerRecord<>(Topics.USER_SIGNED_IN, service.bytes(event))));
            odd.values().forEach(input -> {
                for (int copy = 0; copy < COPIES; copy++) {
                    int place = random.nextInt(records.size());
                    input.records.forEach(record -> records.add(Math.min(place, records.size()), input.copyOf(record)));
                }
            });
            logged.begin();

            records.forEach(record -> {
                var unused = producer.send(record);
            });
            producer.flush();

            MeterRegistry meters = service.bean(MeterRegistry.class);
            RunningService.await("the good mails", LIMIT, () -> {
                assertNothingIsHeld(meters);
                return new HashSet<>(provider.accepted()).containsAll(keys);
            });
            long end = System.nanoTime() + LIMIT.toNanos();
            Map<String, Place> places = places(service);
            while (!places.equals(expected()) && System.nanoTime() < end) {
                assertNothingIsHeld(meters);
                places = places(service);
            }

            Map<String, Long> mails =
                    provider.accepted().stream().collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            assertThat(events).allSatisfy(event -> assertThat(mails).containsEntry(event.getEventKey(), 1L));
            assertThat(differences(places)).isEmpty();
            assertThat(logged.bytes()).as("bytes logged").isLessThan(MOST_LOGGED);
        }
    }

    private static void assertNothingIsHeld(MeterRegistry meters) {
        assertThat(meters.get("elch.intake.held").gauge().value())
                .as("partitions whose offset is held")
                .isZero();
    }

    private Map<String, Place> expected() {
        Map<String, Place> expected = new LinkedHashMap<>();
        odd.forEach((name, input) -> expected.put(name, input.expected));
        return expected;
    }

    private List<String> differences(Map<String, Place> places) {
        return expected().entrySet().stream()
                .filter(expected -> !expected.getValue().equals(places.get(expected.getKey())))
                .map(expected -> expected + ", but is " + places.get(expected.getKey()))
                .toList();
    }

    private Map<String, Place> places(RunningService service) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> deadLetters = service.recordsOn(Topics.DEAD_LETTERS).stream()
                .filter(record -> !isOfAnotherTest(record))
                .collect(Collectors.groupingBy(OddInputsIT::kindOf));
        Map<String, Place> places = new LinkedHashMap<>();
        odd.forEach((name, input) -> places.put(name, input.placeIn(service, deadLetters)));
        return places;
    }

    private void collectOddInputs(RunningService service) {
        UserSignedIn sample = Events.signIn();
        byte[] bytes = service.bytes(sample);
        unreadable("no value", null, "no_value");
        unreadable("an empty value", new byte[0], "undecodable");
        unreadable("too short for a schema id", new byte[] {0, 0, 0}, "undecodable");
        unreadable("text", "no avro at all".getBytes(StandardCharsets.UTF_8), "undecodable");
        unreadable("a record that is cut", Arrays.copyOf(bytes, bytes.length / 2), "undecodable");
        unreadable("nothing behind the schema id", Arrays.copyOf(bytes, 5), "undecodable");
        unreadable("a schema that is not there", withSchema(bytes, 1_000_000), "undecodable");
        unreadable("an event of another type", settled(), "undecodable");
        byte[] garbage = new byte[1_048_000];
        random.nextBytes(garbage);
        unreadable("a megabyte of garbage", garbage, "undecodable");

        Instant now = Instant.now();
        Map<String, Long> times = Map.of(
                "the year 0",
                Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                "1700",
                Instant.parse("1700-01-01T00:00:00Z").toEpochMilli(),
                "the epoch",
                0L,
                "before the epoch",
                -1L,
                "the least number",
                Long.MIN_VALUE,
                "the greatest number",
                Long.MAX_VALUE,
                "microseconds",
                now.toEpochMilli() * 1_000,
                "seconds",
                now.getEpochSecond(),
                "an hour ahead",
                now.plus(Duration.ofHours(1)).toEpochMilli(),
                "a year ahead",
                now.plus(Duration.ofDays(400)).toEpochMilli());
        times.forEach((name, millis) -> unreadable(
                "a time that is " + name,
                service.bytes(UserSignedIn.newBuilder(Events.signIn())
                        .setOccurredAt(Instant.ofEpochMilli(millis))
                        .build()),
                "bad_time"));
        List.of("", " ", "with space", "line\nbreak", "x".repeat(129), "ключ", "a/b")
                .forEach(key -> unreadable(
                        "the key \"" + key + "\"",
                        service.bytes(UserSignedIn.newBuilder(Events.signIn())
                                .setEventKey(key)
                                .build()),
                        "bad_event_key"));
        unreadable(
                "no account",
                service.bytes(
                        UserSignedIn.newBuilder(Events.signIn()).setUserId(" ").build()),
                "undecodable");

        event(service, "an address with a line break", with("a@example.com\r\nBcc: b@example.com"), "bad_address");
        event(service, "an address that is none", with("no address"), "bad_address");
        event(service, "a mail that the provider refuses", answered("refused", 0), "bad_address");
        event(service, "a megabyte that the provider refuses", answered("refused", 1_040_000), "bad_address");
        event(service, "four megabytes that the provider refuses", answered("refused", 4_000_000), "bad_address");
        event(service, "a provider that throws", answered("throws", 0), "unknown");
        settledAs(service, "a mail that is taken later", answered("later", 0), DeliveryState.SENT);
        settledAs(service, "a megabyte that is taken later", answered("later", 1_040_000), DeliveryState.SENT);
        settledAs(service, "no address", with(null), DeliveryState.SUPPRESSED);
        settledAs(
                service,
                "a name in many scripts",
                named("\u202e\u0000Б.Батболд\u200d \uD83E\uDD8C"),
                DeliveryState.SENT);
        settledAs(service, "a name with half a character", named("x".repeat(199) + "\uD83E"), DeliveryState.SENT);
        settledAs(
                service,
                "an event of last year",
                UserSignedIn.newBuilder(Events.signIn())
                        .setOccurredAt(now.minus(Duration.ofDays(300)))
                        .build(),
                DeliveryState.SUPPRESSED);

        Odd forged = settledAs(service, "forged headers", Events.signIn(), DeliveryState.SENT);
        forged.records.forEach(record -> {
            new DeliveryHeaders("other", 99, 99, now.plusSeconds(80_000), now, null, "elsewhere-0-1", 7)
                    .writeTo(record.headers());
            record.headers().add(DeliveryHeaders.TRACEPARENT, new byte[] {(byte) 0xff, 0, 13, 10});
            record.headers().add("", new byte[10_000]);
            record.headers().add("none", null);
        });
    }

    private void collectOddFields(RunningService service) {
        sent(service, "no login", event -> event.setLogin(""));
        sent(service, "an empty name", event -> event.setName(""));
        sent(service, "an empty provider", event -> event.setProvider(""));
        sent(service, "an empty client address", event -> event.setIpAddress(""));
        sent(service, "an empty user agent", event -> event.setUserAgent(""));
        sent(service, "an empty language", event -> event.setLocale(""));
        sent(service, "an empty session", event -> event.setSessionId(""));
        sent(service, "zeros in the names", event -> event.setLogin("a\u0000b").setUserId("github:\u00007"));
        sent(service, "a user agent of ten thousand characters", event -> event.setUserAgent("(;".repeat(5_000)));
        sent(service, "a language of ten thousand characters", event -> event.setLocale("en-".repeat(3_333)));
        sent(service, "a client address that is none", event -> event.setIpAddress("::::%" + "9".repeat(1_000)));
        sent(service, "an account of a megabyte", event -> event.setUserId("u".repeat(900_000)));
        sent(service, "a login of a megabyte", event -> event.setLogin("l".repeat(900_000)));
        sent(service, "a session of a megabyte", event -> event.setSessionId("s".repeat(900_000)));
        sent(
                service,
                "a minute ahead",
                event -> event.setOccurredAt(Instant.now().plusSeconds(60)));
        event(service, "an address with a line break behind it", with("a@example.com\n"), "bad_address");
        settledAs(service, "an empty address", with(""), DeliveryState.SUPPRESSED);
        Odd broken = settledAs(service, "a name that is no UTF-8", named("Monalisa"), DeliveryState.SENT);
        broken.records.forEach(record -> spoil(record.value(), "Monalisa"));
    }

    private void collectOddHeaders(RunningService service) {
        headers(service, "a header of 100 kB", headers -> headers.add("x", new byte[100_000]));
        headers(service, "five thousand headers", headers -> {
            for (int number = 0; number < 5_000; number++) {
                headers.add("x" + number % 7, new byte[] {1});
            }
        });
        headers(
                service,
                "headers that are no UTF-8",
                headers -> OUR_HEADERS.forEach(name -> headers.add(name, new byte[] {(byte) 0xff, (byte) 0xc0, 0})));
        headers(service, "every header three times", headers -> {
            for (String value : List.of("1", "-1", "99999999999999999999")) {
                OUR_HEADERS.forEach(name -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
            }
        });
    }

    /** What others may write to a topic of retries. */
    private void collectOddRetries(RunningService service) {
        String retries = Topics.RETRIES.get(0).name();
        for (String attempt : List.of("-1", "0", "2147483648", "one")) {
            Odd input = settledAs(service, "a retry with attempt " + attempt, Events.signIn(), DeliveryState.SENT);
            input.records.replaceAll(record -> {
                ProducerRecord<byte[], byte[]> retry = new ProducerRecord<>(retries, record.value());
                retry.headers().add(DeliveryHeaders.ATTEMPT, attempt.getBytes(StandardCharsets.UTF_8));
                retry.headers().add(DeliveryHeaders.ROUND, "-1".getBytes(StandardCharsets.UTF_8));
                retry.headers()
                        .add(
                                DeliveryHeaders.DUE_AT,
                                Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.UTF_8));
                return retry;
            });
        }
        Odd bare = settledAs(service, "a retry without headers", Events.signIn(), DeliveryState.SENT);
        bare.records.replaceAll(record -> new ProducerRecord<>(retries, record.value()));
        byte[] garbage = "garbage on a topic of retries".getBytes(StandardCharsets.UTF_8);
        unreadable("garbage on a topic of retries", garbage, "undecodable");
        odd.get("garbage on a topic of retries").records.replaceAll(record -> new ProducerRecord<>(retries, garbage));
    }

    /** All fields fit; the name tells that it is something else. */
    private void collectForeignSchemas(RunningService service) {
        byte[] bytes = service.bytes(Events.signIn());
        for (String name : List.of("dev.elch.contract.UserSignedUp", "com.example.UserSignedIn")) {
            unreadable(
                    "a record named " + name, withSchema(bytes, AROUND.register(name, renamed(name))), "undecodable");
        }
        byte[] otherFormat = service.bytes(Events.signIn());
        otherFormat[0] = 1;
        unreadable("a magic byte of another format", otherFormat, "undecodable");
    }

    private static String renamed(String name) {
        Schema ours = UserSignedIn.getClassSchema();
        List<Schema.Field> fields = ours.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(name, null, null, false, fields).toString();
    }

    private void sent(RunningService service, String name, Consumer<UserSignedIn.Builder> change) {
        UserSignedIn.Builder event = UserSignedIn.newBuilder(Events.signIn());
        change.accept(event);
        settledAs(service, name, event.build(), DeliveryState.SENT);
    }

    private void headers(RunningService service, String name, Consumer<Headers> change) {
        settledAs(service, name, Events.signIn(), DeliveryState.SENT)
                .records
                .forEach(record -> change.accept(record.headers()));
    }

    /** The first content of its key is sent before; every other one under that key is a conflict. */
    private void conflict(RunningService service) {
        UserSignedIn first = Events.signIn();
        service.publish(first);
        RunningService.await(
                "the first content",
                LIMIT,
                () -> service.state(first.getEventKey()).equals(Optional.of(DeliveryState.SENT)));
        byte[] other = service.bytes(
                UserSignedIn.newBuilder(first).setIpAddress("203.0.113.8").build());
        Odd input = new Odd(
                first.getEventKey(), other, new Place(DeliveryState.SENT, Map.of("conflicting_payload", COPIES)));
        input.records.add(new ProducerRecord<>(Topics.USER_SIGNED_IN, other));
        odd.put("another content under the same key", input);
    }

    private void unreadable(String name, byte @Nullable [] value, String kind) {
        Odd input = new Odd(null, value, new Place(null, Map.of(kind, COPIES)));
        input.records.add(new ProducerRecord<>(Topics.USER_SIGNED_IN, value));
        odd.put(name, input);
    }

    /** An event that ends as a dead letter of {@code kind}. */
    private void event(RunningService service, String name, UserSignedIn event, String kind) {
        byte[] value = service.bytes(event);
        Odd input = new Odd(event.getEventKey(), value, new Place(DeliveryState.DEAD, Map.of(kind, 1)));
        input.records.add(new ProducerRecord<>(Topics.USER_SIGNED_IN, value));
        odd.put(name, input);
    }

    private Odd settledAs(RunningService service, String name, UserSignedIn event, DeliveryState state) {
        byte[] value = service.bytes(event);
        Odd input = new Odd(event.getEventKey(), value, new Place(state, Map.of()));
        input.records.add(new ProducerRecord<>(Topics.USER_SIGNED_IN, value));
        odd.put(name, input);
        return input;
    }

    private static UserSignedIn with(@Nullable String email) {
        return UserSignedIn.newBuilder(Events.signIn()).setEmail(email).build();
    }

    private static UserSignedIn named(String name) {
        return UserSignedIn.newBuilder(Events.signIn()).setName(name).build();
    }

    /** An event to which the provider answers in its own way, of at least {@code size} bytes. */
    private static UserSignedIn answered(String how, int size) {
        UserSignedIn event = Events.signIn();
        return UserSignedIn.newBuilder(event)
                .setEventKey(how + "-" + event.getEventKey())
                .setUserAgent("x".repeat(size))
                .build();
    }

    private synchronized Outcome answer(String eventKey) {
        int asked = answers.merge(eventKey, 1, Integer::sum);
        if (eventKey.startsWith("refused-")) {
            return new Outcome.Rejected(new Reason("bad_address", "550 5.1.1", "no such user"), Suppression.NONE);
        }
        if (eventKey.startsWith("throws-")) {
            throw new IllegalStateException("a provider with a bug");
        }
        return eventKey.startsWith("later-") && asked == 1
                ? new Outcome.RetryLater(Reason.of("provider_busy", "come again"))
                : new Outcome.Accepted("");
    }

    /** Puts bytes that are never UTF-8 where {@code text} is. */
    private static void spoil(byte[] value, String text) {
        int at = new String(value, StandardCharsets.ISO_8859_1).indexOf(text);
        Arrays.fill(value, at, at + text.length(), (byte) 0xff);
    }

    private static byte[] withSchema(byte[] bytes, int schema) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putInt(1, schema);
        return changed;
    }

    private static byte[] settled() {
        return WireFormat.<NotificationSettled>serializer(AROUND.registry().url())
                .serialize(
                        Topics.NOTIFICATION_SETTLED,
                        NotificationSettled.newBuilder()
                                .setEventKey("k")
                                .setUserId("u")
                                .setOutcome("SENT")
                                .setAttempt(1)
                                .setRound(0)
                                .setSettledAt(Instant.now())
                                .build());
    }

    /** Compresses, so that more than a megabyte fits the topic. */
    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        AROUND.bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        10_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private boolean isOfAnotherTest(ConsumerRecord<byte[], byte[]> deadLetter) {
        return deadLetter.timestamp() < began.toEpochMilli();
    }

    private static String kindOf(ConsumerRecord<byte[], byte[]> deadLetter) {
        DeliveryHeaders.Cause cause =
                DeliveryHeaders.readFrom(deadLetter.headers(), Instant.now()).cause();
        return cause == null ? "" : cause.kind();
    }

    /**
     * Where an input ended.
     *
     * @param state of its event; null when it has none
     * @param deadLetters how many of each kind hold its bytes
     */
    private record Place(@Nullable DeliveryState state, Map<String, Integer> deadLetters) {}

    /** One odd input: the records that make it, and where it ends. */
    private static final class Odd {

        private final @Nullable String eventKey;
        private final byte @Nullable [] value;
        private final Place expected;
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

        private Odd(@Nullable String eventKey, byte @Nullable [] value, Place expected) {
            this.eventKey = eventKey;
            this.value = value;
            this.expected = expected;
        }

        private ProducerRecord<byte[], byte[]> copyOf(ProducerRecord<byte[], byte[]> record) {
            return new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
        }

        private Place placeIn(RunningService service, Map<String, List<ConsumerRecord<byte[], byte[]>>> deadLetters) {
            Map<String, Integer> found = new HashMap<>();
            deadLetters.forEach((kind, records) -> {
                int its = (int) records.stream().filter(this::isIn).count();
                if (its > 0) {
                    found.put(kind, its);
                }
            });
            return new Place(
                    eventKey == null ? null : service.state(eventKey).orElse(null), Collections.unmodifiableMap(found));
        }

        /** A value that no topic takes is in the database under its hash, and the dead letter names that. */
        private boolean isIn(ConsumerRecord<byte[], byte[]> deadLetter) {
            String stored = DeliveryHeaders.readFrom(deadLetter.headers(), Instant.now())
                    .storedRecord();
            return stored == null
                    ? Arrays.equals(deadLetter.value(), value)
                    : value != null && stored.equals(sha256(value));
        }

        private static String sha256(byte[] value) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
