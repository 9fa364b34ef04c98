package dev.elch.notification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.notification.RunningService;
import dev.elch.testkit.guarantee.KafkaTopicListener;
import dev.elch.testkit.guarantee.NothingIsLost;
import dev.elch.testkit.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed while it stands at every crash point at once, at each with events of its own, and the next process has
 * to bring all of them to their end. How often that is done says {@code crash.deaths}; see docs/crashes.md.
 */
class CrashPointsIT {

    @RegisterExtension
    static final KillableStack STACK = new KillableStack();

    private static final int DEATHS = Integer.getInteger("crash.deaths", 1);
    private static final int NOT_CRASHING = 0;
    private static final int EVENTS_PER_POINT = 2;
    private static final int MAILS_PER_HOUR = 10;
    private static final String[] ROOM_FOR_ALL_THAT_IS_HELD = {
        "elch.intake.running=120",
        "elch.intake.running-per-partition=60",
        "elch.ledger.lease=4s",
        "elch.smtp.connections=32"
    };
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final AtomicInteger FAILURE = new AtomicInteger();

    private final PostOffice postOffice = new PostOffice();
    private final NothingIsLost nothing = new NothingIsLost();
    private final List<String> marked = new ArrayList<>();
    private final String busyUser = "github:" + UUID.randomUUID();
    private SignInPublisher signIns;
    private KafkaTopicListener listener;

    @TempDir
    Path held;

    @BeforeEach
    void open() {
        signIns = new SignInPublisher(STACK.bootstrapServers(), STACK.registryUrl());
        listener = KafkaTopicListener.start(nothing, STACK.bootstrapServers(), STACK.registryUrl());
    }

    @AfterEach
    void close() {
        listener.close();
        signIns.close();
        postOffice.close();
    }

    @Test
    void a_crash_loses_nothing_and_repeats_only_mails_of_which_nobody_could_know_that_they_were_taken() {
        List<Found> found = aftermath("resend");

        assertThat(found).allSatisfy(event -> {
            CrashPoint point = CrashPoint.of(event.eventKey());
            event.assertIsConsistent();
            assertThat(event.state())
                    .as("%s", event)
                    .isEqualTo(
                            switch (point.fate()) {
                                case TAKEN, LATER -> "SENT";
                                case REFUSED -> "DEAD";
                                case OVER_QUOTA -> "SUPPRESSED";
                            });
            assertThat(event.isDuplicate()).as("%s %s", point, event).isEqualTo(point.isTakenUnnoticed());
            assertThatNobodyAsksAfterARefusal(point, event);
        });
    }

    private static void assertThatNobodyAsksAfterARefusal(CrashPoint point, Found event) {
        if (point.isRefusalNoted()) {
            assertThat(event.asked()).as("%s asked", event).isEqualTo(1);
            assertThat(event.isUnknownOnce()).as("%s is in doubt", event).isFalse();
        }
    }

    @Test
    @Tag("slow")
    void with_park_a_crash_loses_nothing_and_repeats_nothing() {
        List<Found> found = aftermath("park");

        assertThat(found).allSatisfy(event -> {
            CrashPoint point = CrashPoint.of(event.eventKey());
            event.assertIsConsistent();
            assertThat(event.state())
                    .as("%s", event)
                    .isIn(
                            switch (point.fate()) {
                                case TAKEN -> List.of(point.isWhileSending() ? "DEAD" : "SENT");
                                case LATER -> whicheverRecordComesFirst(point);
                                case REFUSED -> List.of("DEAD");
                                case OVER_QUOTA -> List.of("SUPPRESSED");
                            });
            assertThat(event.isDuplicate()).as("%s %s", point, event).isFalse();
            assertThatNobodyAsksAfterARefusal(point, event);
        });
    }

    /** The next attempt's record proves that no mail is out; the first one's, read again, only sees that a process was sending. */
    private static List<String> whicheverRecordComesFirst(CrashPoint point) {
        return point.isWhileSending() ? List.of("SENT", "DEAD") : List.of("SENT");
    }

    private List<Found> aftermath(String whenUnknown) {
        NotificationProcess program =
                new NotificationProcess(STACK, postOffice, whenUnknown, ROOM_FOR_ALL_THAT_IS_HELD);
        useUpTheQuota();
        for (int deaths = 0; deaths < DEATHS; deaths++) {
            dieOnce(program);
        }
        try (ServiceProcess survivor = program.start(NOT_CRASHING, held)) {
            nothing.awaitAndAssert(marked.size() + MAILS_PER_HOUR, LIMIT);
            assertThat(survivor.stop(LIMIT)).as("ended in order").isTrue();
        }
        List<Found> found = Found.all(marked, postOffice, STACK);
        CrashTable.print(whenUnknown, DEATHS, found);
        assertThat(nothing.count("DEAD")).as("announced as dead").isEqualTo(count(found, "DEAD"));
        assertThat(nothing.count("SUPPRESSED")).as("announced as suppressed").isEqualTo(count(found, "SUPPRESSED"));
        return found;
    }

    private static long count(List<Found> found, String state) {
        return found.stream().filter(event -> event.state().equals(state)).count();
    }

    private void useUpTheQuota() {
        for (int mail = 0; mail < MAILS_PER_HOUR; mail++) {
            signIns.publish(CrashPoint.newFreeKey(), busyUser, Fate.TAKEN);
        }
        signIns.flush();
    }

    /** One process finishes what the one before it left, and is killed while it holds events at every point. */
    private void dieOnce(NotificationProcess program) {
        int failure = FAILURE.incrementAndGet();
        ServiceProcess process = program.start(failure, held);
        RunningService.await("the end of what was left", LIMIT, this::isAtRest);
        for (CrashPoint point : CrashPoint.values()) {
            for (int event = 0; event < EVENTS_PER_POINT; event++) {
                publish(program, point, point.newKey(failure));
            }
        }
        RunningService.await("all events at their points", LIMIT, () -> heldNow() == marked.size());
        process.kill();
        postOffice.letGo();
    }

    private boolean isAtRest() {
        boolean isAllSeen = nothing.publishedCount() == marked.size() + MAILS_PER_HOUR;
        return isAllSeen && nothing.open().isEmpty();
    }

    private void publish(NotificationProcess program, CrashPoint point, String eventKey) {
        marked.add(eventKey);
        String userId = point.fate() == Fate.OVER_QUOTA ? busyUser : "github:" + UUID.randomUUID();
        if (point.isJob()) {
            String email = PostOffice.address(point.fate(), eventKey);
            assertThat(program.submit(eventKey, userId, email)).isEqualTo(202);
        } else {
            signIns.publish(eventKey, userId, point.fate());
        }
    }

    private int heldNow() {
        return Objects.requireNonNull(held.toFile().list()).length + postOffice.held();
    }
}
