package dev.elch.notification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.testkit.guarantee.KafkaTopicListener;
import dev.elch.testkit.guarantee.NothingIsLost;
import dev.elch.testkit.guarantee.OneMailPerEvent;
import dev.elch.testkit.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service, the broker and the database are killed in the middle of a stream of events, one after the other and then all at
 * once. How many events there are says {@code crash.events}; see docs/crashes.md.
 */
@Tag("slow")
class KillsIT {

    @RegisterExtension
    static final KillableStack STACK = new KillableStack();

    private static final int EVENTS = Integer.getInteger("crash.events", 300);
    /** How far the publisher is ahead of the mails, so that a process that is killed is always busy. */
    private static final int AHEAD = 100;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final PostOffice postOffice = new PostOffice();
    private final NothingIsLost nothing = new NothingIsLost();
    private final List<String> eventKeys = new ArrayList<>();
    private final NotificationProcess program = new NotificationProcess(
            STACK,
            postOffice,
            "resend",
            "elch.ledger.lease=17s",
            "elch.smtp.connection-wait=1s",
            "elch.smtp.reply-timeout=3s",
            "elch.smtp.send-timeout=3s");
    private SignInPublisher signIns;
    private KafkaTopicListener listener;
    private ServiceProcess service;

    @BeforeEach
    void open() {
        signIns = new SignInPublisher(STACK.bootstrapServers(), STACK.registryUrl());
        listener = KafkaTopicListener.start(nothing, STACK.bootstrapServers(), STACK.registryUrl());
        for (int event = 0; event < EVENTS; event++) {
            eventKeys.add(CrashPoint.newFreeKey());
        }
    }

    @AfterEach
    void close() {
        service.close();
        listener.close();
        signIns.close();
        postOffice.close();
    }

    @Test
    void nothing_is_lost_when_service_broker_and_database_are_killed_in_the_middle_of_many_events() throws Exception {
        service = program.start();
        Thread publisher = new Thread(this::publishAll, "publisher");
        publisher.start();

        awaitShareTaken(1);
        service.kill();
        service = program.start();

        awaitShareTaken(2);
        STACK.killBroker();
        STACK.startBroker();

        awaitShareTaken(3);
        STACK.killDatabase();
        STACK.startDatabase();

        awaitShareTaken(4);
        STACK.killBroker();
        STACK.killDatabase();
        service.kill();
        CompletableFuture<Void> broker = CompletableFuture.runAsync(STACK::startBroker);
        CompletableFuture<Void> database = CompletableFuture.runAsync(STACK::startDatabase);
        service = program.start();
        CompletableFuture.allOf(broker, database).join();

        publisher.join(LIMIT.toMillis());
        nothing.awaitAndAssert(EVENTS, LIMIT);
        assertThatMailsAreNotRepeated();
    }

    private void publishAll() {
        for (int event = 0; event < EVENTS; event++) {
            while (event - postOffice.events() > AHEAD) {
                LockSupport.parkNanos(1_000_000);
            }
            signIns.publish(eventKeys.get(event), "github:" + UUID.randomUUID(), fate(event));
        }
        signIns.flush();
    }

    private static Fate fate(int event) {
        return switch (event % 20) {
            case 5, 15 -> Fate.LATER;
            default -> Fate.TAKEN;
        };
    }

    private void awaitShareTaken(int fifths) {
        RunningService.await(fifths + " fifths of the mails", LIMIT, () -> postOffice.events() >= EVENTS * fifths / 5);
    }

    private void assertThatMailsAreNotRepeated() {
        List<Found> found = Found.all(eventKeys, postOffice, STACK);
        CrashTable.print("everything", found);
        assertThat(found).allSatisfy(Found::assertIsConsistent);
        OneMailPerEvent oneMail = new OneMailPerEvent();
        found.forEach(event -> {
            for (int mail = 0; mail < event.mails(); mail++) {
                oneMail.sent(event.eventKey());
            }
            if (event.isUnknownOnce()) {
                oneMail.excuse(event.eventKey());
            }
        });
        oneMail.assertHoldsFor(EVENTS);
    }
}
