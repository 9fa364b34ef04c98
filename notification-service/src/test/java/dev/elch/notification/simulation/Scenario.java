package dev.elch.notification.simulation;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.pipeline.DeliveryProperties;
import dev.elch.notification.quota.QuotaPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one schedule is about: drawn from its seed before it begins.
 *
 * @param properties of delivering
 * @param quota of each user
 * @param delays of the retry chain
 * @param jitter of the retry chain
 * @param instances that run at once
 * @param crash how likely a process ends at any one step
 * @param database how likely one of its answers is lost
 * @param broker how likely a record is not acknowledged
 * @param slow how likely a mail, or a process between two steps that takes its time, takes longer than the lease
 * @param pausedFrom when the provider stops working at all
 * @param pausedUntil when it works again
 * @param closedFrom when the dead-letter topic closes
 * @param closedUntil when it opens again
 * @param replays how likely a dead letter is sent round again
 * @param calm from then on nothing breaks any more
 */
record Scenario(
        DeliveryProperties properties,
        QuotaPolicy quota,
        List<Duration> delays,
        double jitter,
        int instances,
        double crash,
        double database,
        double broker,
        double slow,
        Instant pausedFrom,
        Instant pausedUntil,
        Instant closedFrom,
        Instant closedUntil,
        double replays,
        Instant calm) {

    private static final List<Duration> CHAIN = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    static Scenario drawn(Dice dice) {
        Instant pausedFrom = VirtualTime.START.plus(dice.millis(0, 20_000));
        Instant closedFrom = VirtualTime.START.plus(dice.millis(0, 20_000));
        return new Scenario(
                new DeliveryProperties(
                        dice.happens(0.05) ? Duration.ofSeconds(20) : Duration.ofHours(24),
                        dice.happens(0.4) ? DeliveryProperties.WhenUnknown.PARK : DeliveryProperties.WhenUnknown.RESEND,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(1)),
                new QuotaPolicy(
                        dice.from(1, 4),
                        dice.from(0, 1),
                        dice.happens(0.3) ? Duration.ofSeconds(20) : Duration.ofHours(1)),
                dice.happens(0.5) ? CHAIN : CHAIN.subList(0, dice.from(1, 3)),
                dice.happens(0.3) ? 0.2 : 0,
                dice.from(1, 2),
                dice.oneOf(List.of(0.0, 0.01, 0.03, 0.1)),
                dice.oneOf(List.of(0.0, 0.0, 0.05, 0.2)),
                dice.oneOf(List.of(0.0, 0.0, 0.05, 0.2)),
                dice.oneOf(List.of(0.0, 0.0, 0.1)),
                pausedFrom,
                dice.happens(0.3) ? pausedFrom.plus(dice.millis(1_000, 90_000)) : pausedFrom,
                closedFrom,
                dice.happens(0.3) ? closedFrom.plus(dice.millis(1_000, 120_000)) : closedFrom,
                dice.oneOf(List.of(0.0, 0.5, 1.0)),
                VirtualTime.START.plus(dice.millis(10_000, 200_000)));
    }

    boolean isPaused(Instant now) {
        return !now.isBefore(pausedFrom) && now.isBefore(pausedUntil);
    }

    boolean isClosed(Instant now) {
        return !now.isBefore(closedFrom) && now.isBefore(closedUntil);
    }

    /** Later, the dead-letter topic takes everything. */
    Instant lastLetterParked() {
        return (calm.isAfter(closedUntil) ? calm : closedUntil).plusSeconds(15);
    }

    boolean isPark() {
        return properties.whenUnknown() == DeliveryProperties.WhenUnknown.PARK;
    }

    static SignIn signIn(Dice dice, int number, Instant at) {
        String user = "github:" + dice.from(1, 3);
        String owner = dice.happens(0.2) ? "shared" : "event." + number;
        String email = dice.happens(0.06) ? null : owner + "@example.com";
        return new SignIn(
                "event-" + number,
                user,
                "octocat",
                email,
                null,
                "github",
                null,
                null,
                "mn",
                dice.happens(0.2),
                null,
                at);
    }
}
