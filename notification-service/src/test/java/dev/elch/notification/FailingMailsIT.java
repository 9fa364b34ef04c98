package dev.elch.notification;

import dev.elch.contract.DeliveryState;
import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mails that always fail are due when an outage is over, and go first: they must not be the only probes for ever. */
class FailingMailsIT {

    @RegisterExtension
    static final TestDependencies AROUND = new TestDependencies(2);

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void mails_that_always_fail_hold_up_no_others_after_an_outage() {
        try (RunningService service =
                new RunningService(AROUND, provider, "logging.level.dev.elch=warn", "elch.retry.delays=1s,5s")) {
            List<UserSignedIn> failing = List.of(Events.signIn(), Events.signIn());
            Set<String> failingKeys =
                    failing.stream().map(UserSignedIn::getEventKey).collect(Collectors.toUnmodifiableSet());
            Outcome later = new Outcome.RetryLater(Reason.of("try_later", "451"));
            provider.answer(mail -> later);
            failing.forEach(service::publish);
            RunningService.await("the first attempts", LIMIT, () -> askedOnce(failing));
            provider.answer(mail -> failingKeys.contains(mail.eventKey())
                    ? later
                    : new Outcome.Pause(Outcome.Pause.PROVIDER, Reason.of("bad_key", "401")));
            UserSignedIn first = Events.signIn();
            service.publish(first);
            RunningService.await(
                    "the outage",
                    LIMIT,
                    () -> !provider.askedFor(first.getEventKey()).isEmpty());

            provider.answer(mail -> failingKeys.contains(mail.eventKey()) ? later : new Outcome.Accepted(""));
            UserSignedIn second = Events.signIn();
            service.publish(second);

            RunningService.await(
                    "the mails that can be sent",
                    SOON,
                    () -> provider.accepted().containsAll(List.of(first.getEventKey(), second.getEventKey())));
            failing.forEach(event -> RunningService.await(
                    "the dead letter",
                    LIMIT,
                    () -> service.state(event.getEventKey()).equals(Optional.of(DeliveryState.DEAD))));
        }
    }

    private boolean askedOnce(List<UserSignedIn> events) {
        return events.stream()
                .noneMatch(event -> provider.askedFor(event.getEventKey()).isEmpty());
    }
}
