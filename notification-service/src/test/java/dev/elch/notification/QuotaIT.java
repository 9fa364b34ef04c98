package dev.elch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.NotificationSettled;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.Mail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many mails a user gets, with two instances of the service on a real broker; a window is 12 s instead of an hour. */
class QuotaIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(4);

    private static final Duration WINDOW = Duration.ofSeconds(12);
    private static final Duration LIMIT = WINDOW.plusSeconds(40);
    private static final Reason BUSY = Reason.of("provider_busy", "try again");

    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<Mail> accepted = new CopyOnWriteArrayList<>();
    private final Map<String, Outcome> firstAnswers = new ConcurrentHashMap<>();
    private final List<RunningService> instances = new ArrayList<>();
    private RunningService service;

    @BeforeEach
    void start_two_instances() {
        provider.answer(this::answer);
        String window = "elch.quota.window=" + WINDOW.toSeconds() + "s";
        for (int instance = 0; instance < 2; instance++) {
            instances.add(new RunningService(AROUND, provider, window, "elch.digest.poll=200ms"));
        }
        service = instances.get(0);
    }

    @AfterEach
    void stop() {
        instances.forEach(RunningService::close);
    }

    @Test
    void eleven_sign_ins_give_ten_mails_and_one_digest_while_new_devices_are_told_and_retries_do_not_pay_twice() {
        List<UserSignedIn> first = signIns("github:1", 10);
        List<UserSignedIn> further = signIns("github:1", 4);
        UserSignedIn newDevice = newDevice("github:1");
        first.subList(0, 3).forEach(event -> firstAnswers.put(event.getEventKey(), new Outcome.RetryLater(BUSY)));

        first.forEach(service::publish);
        await("ten mails", () -> keys(accepted).containsAll(eventKeys(first)));
        further.forEach(service::publish);
        service.publish(newDevice);

        await("the new device", () -> keys(accepted).contains(newDevice.getEventKey()));
        await("the end of all", () -> outcomes().keySet().containsAll(eventKeys(further)));
        assertThat(digests()).as("digests before the window ends").isEmpty();
        assertThat(outcomes()).containsAllEntriesOf(all(further, "SUPPRESSED over_quota"));

        await("the digest", () -> !digests().isEmpty());
        assertThat(digests().get(0).subject()).contains("4");
        assertThat(digests().get(0).to()).isEqualTo("github-1@example.com");
        stop();
        assertThat(digests()).as("digests of one user and window").hasSize(1);
        assertThat(accepted).as("mails to one user within a window").hasSize(10 + 1 + 1);
    }

    @Test
    void an_address_that_does_not_exist_gets_no_second_mail_even_about_a_new_device() {
        UserSignedIn first = signIns("github:2", 1).get(0);
        UserSignedIn newDevice = newDevice("github:2");
        firstAnswers.put(
                first.getEventKey(), new Outcome.Rejected(Reason.of("bad_address", ""), Suppression.UNTIL_LIFTED));

        service.publish(first);
        await("the refusal", () -> outcomes().containsKey(first.getEventKey()));
        service.publish(newDevice);

        await("the end of the second", () -> outcomes().containsKey(newDevice.getEventKey()));
        assertThat(outcomes())
                .containsEntry(first.getEventKey(), "DEAD bad_address")
                .containsEntry(newDevice.getEventKey(), "SUPPRESSED suppressed_address");
        assertThat(provider.askedFor(newDevice.getEventKey())).isEmpty();
    }

    private Outcome answer(Mail mail) {
        Outcome first = firstAnswers.remove(mail.eventKey());
        if (first != null) {
            return first;
        }
        accepted.add(mail);
        return new Outcome.Accepted("receipt-" + mail.eventKey());
    }

    private List<Mail> digests() {
        return accepted.stream()
                .filter(mail -> mail.eventKey().startsWith("digest."))
                .toList();
    }

    private Map<String, String> outcomes() {
        return service.settled().stream()
                .collect(Collectors.toMap(
                        NotificationSettled::getEventKey,
                        settled -> settled.getOutcome() + " " + settled.getReason(),
                        (one, copy) -> one));
    }

    private static void await(String what, java.util.function.BooleanSupplier isSo) {
        RunningService.await(what, LIMIT, isSo);
    }

    private static List<UserSignedIn> signIns(String userId, int count) {
        List<UserSignedIn> events = new ArrayList<>();
        for (int event = 0; event < count; event++) {
            events.add(Events.signIn(userId, userId.replace(':', '-') + "@example.com"));
        }
        return events;
    }

    private static UserSignedIn newDevice(String userId) {
        return UserSignedIn.newBuilder(signIns(userId, 1).get(0))
                .setNewDevice(true)
                .build();
    }

    private static List<String> eventKeys(List<UserSignedIn> events) {
        return events.stream().map(UserSignedIn::getEventKey).toList();
    }

    private static List<String> keys(List<Mail> mails) {
        return mails.stream().map(Mail::eventKey).toList();
    }

    private static Map<String, String> all(List<UserSignedIn> events, String outcome) {
        return events.stream().collect(Collectors.toMap(UserSignedIn::getEventKey, event -> outcome));
    }
}
