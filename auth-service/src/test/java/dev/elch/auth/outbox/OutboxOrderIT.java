package dev.elch.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.elch.auth.PublishedSignIns;
import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.signin.SignIn;
import dev.elch.auth.signin.SignIns;
import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.testkit.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Two relays drain one outbox onto the topic, in order for each user. */
class OutboxOrderIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String run = UUID.randomUUID().toString();
    private final Instant begin = Instant.now().minusSeconds(600);
    private final Scheduler senders = Schedulers.newBoundedElastic(4, 10_000, "kafka-sender");
    private final OutboxProperties properties = new OutboxProperties(
            Duration.ofMillis(150),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofSeconds(30),
            Duration.ofDays(90),
            10);
    private final AuthMeters meters = new AuthMeters(new SimpleMeterRegistry(), Clock.systemUTC());
    private MongoClient client;
    private MongoOutbox outbox;
    private DefaultKafkaProducerFactory<String, UserSignedIn> producers;
    private SignInEvents broker;

    @BeforeEach
    void connect() {
        client = MongoClients.create(Stack.shared().mongoUri("auth_outbox_order"));
        MongoDatabase database = client.getDatabase("auth_" + run);
        outbox = new MongoOutbox(database, properties.history());
        MongoOutbox.INDEXES.create(database).block();
        producers = new DefaultKafkaProducerFactory<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Stack.shared().bootstrapServers()),
                new StringSerializer(),
                WireFormat.serializer(Stack.shared().registryUrl()));
        broker = new KafkaSignInEvents(new KafkaTemplate<>(producers), senders);
    }

    @AfterEach
    void disconnect() {
        producers.destroy();
        senders.dispose();
        client.close();
    }

    @Test
    void keeps_the_order_of_each_user_although_single_events_fail() {
        store(20, 15);
        Random random = new Random(16);
        SignInEvents unreliable = signIn -> Mono.defer(() ->
                fails(random) ? Mono.error(new IllegalStateException("this attempt fails")) : broker.publish(signIn));

        assertThat(drained(300, unreliable)).isEqualTo(expected(20, 15));
    }

    @Test
    void drains_two_thousand_events_in_order() {
        store(200, 10);
        Instant start = Instant.now();

        Map<String, List<String>> drained = drained(2_000, broker);

        System.out.printf(
                "drained 2000 events of 200 users in %d ms, consumer included%n",
                Duration.between(start, Instant.now()).toMillis());
        assertThat(drained).isEqualTo(expected(200, 10));
    }

    /** One attempt in five fails. */
    private static synchronized boolean fails(Random random) {
        return random.nextInt(5) == 0;
    }

    private void store(int users, int eventsOfEach) {
        Instant now = Instant.now();
        Flux.range(0, users * eventsOfEach)
                .map(i -> signIn(i % users, i / users))
                .flatMap(signIn -> outbox.store(signIn, now, now), 32)
                .blockLast(LIMIT);
    }

    private SignIn signIn(int user, int number) {
        return SignIns.of(eventKey(user, number), userId(user), null, begin.plusMillis(number));
    }

    private Map<String, List<String>> drained(int events, SignInEvents way) {
        Map<String, List<String>> byUser = new HashMap<>();
        try (PublishedSignIns topic = new PublishedSignIns(
                Stack.shared().bootstrapServers(), Stack.shared().registryUrl())) {
            Set<String> seen = new HashSet<>();
            List<Disposable> relays = List.of(relay(way).subscribe(), relay(way).subscribe());
            while (seen.size() < events) {
                UserSignedIn event = topic.next().value();
                if (event.getUserId().endsWith(run) && seen.add(event.getEventKey())) {
                    byUser.computeIfAbsent(event.getUserId(), user -> new ArrayList<>())
                            .add(event.getEventKey());
                }
            }
            relays.forEach(Disposable::dispose);
        }
        return byUser;
    }

    private Mono<Void> relay(SignInEvents way) {
        UnsavedSignIns none = new UnsavedSignIns(1, meters);
        return new OutboxRelay(outbox, way, none, properties, meters, Clock.systemUTC())
                .round()
                .repeatWhen(done -> done.delayElements(properties.relayInterval()))
                .then();
    }

    private Map<String, List<String>> expected(int users, int eventsOfEach) {
        Map<String, List<String>> byUser = new HashMap<>();
        for (int user = 0; user < users; user++) {
            for (int number = 0; number < eventsOfEach; number++) {
                byUser.computeIfAbsent(userId(user), id -> new ArrayList<>()).add(eventKey(user, number));
            }
        }
        return byUser;
    }

    private String userId(int user) {
        return "github:" + user + "-" + run;
    }

    private String eventKey(int user, int number) {
        return run + "-" + user + "-" + number;
    }
}
