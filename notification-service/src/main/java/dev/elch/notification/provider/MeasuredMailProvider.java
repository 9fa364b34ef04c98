package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.meters.DeliveryMeters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Measures every call of a provider, whatever comes of it. */
final class MeasuredMailProvider implements MailProvider {

    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final MailProvider provider;
    private final DeliveryMeters meters;
    private final Clock clock;

    MeasuredMailProvider(MailProvider provider, DeliveryMeters meters, Clock clock) {
        this.provider = provider;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Duration timeLimit() {
        return provider.timeLimit();
    }

    @Override
    public Outcome send(Mail mail) {
        Instant begun = clock.instant();
        String word = "failed";
        try {
            Outcome outcome = provider.send(mail);
            word = word(outcome);
            return outcome;
        } finally {
            meters.providerCall(name(), word, Duration.between(begun, clock.instant()));
        }
    }

    /** Such as {@code retry_later} of {@link Outcome.RetryLater}. */
    private static String word(Outcome outcome) {
        return NEXT_WORD
                .matcher(outcome.getClass().getSimpleName())
                .replaceAll("_")
                .toLowerCase(Locale.ROOT);
    }
}
