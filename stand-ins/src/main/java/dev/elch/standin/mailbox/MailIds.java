package dev.elch.standin.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Ids that sort by arrival and carry its time, as in {@code 20251219T060545123-00017}. */
final class MailIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}-\\d{5,}");

    private final Clock clock;
    private final AtomicInteger count = new AtomicInteger();

    MailIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        return "%s-%05d".formatted(TIME.format(clock.instant()), count.incrementAndGet());
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static Instant timeOf(String id) {
        return TIME.parse(id.substring(0, id.indexOf('-')), Instant::from);
    }
}
