package dev.elch.testkit.guarantee;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No user gets two mails about one event. A mail's identity is its Message-ID, which is made from the event key and is the same
 * on every attempt. Safe for many threads.
 */
public final class OneMailPerEvent {

    private final Map<String, Integer> mails = new LinkedHashMap<>();
    private final Set<String> excused = new LinkedHashSet<>();

    /** A provider or a mailbox took a mail. */
    public synchronized void sent(String messageId) {
        mails.merge(messageId, 1, Integer::sum);
    }

    /** A mail whose acceptance was never told to us (the answer was lost) and which was sent again on purpose. */
    public synchronized void excuse(String messageId) {
        excused.add(messageId);
    }

    /** Asserts that no mail came twice, except those that were excused. */
    public synchronized void assertHolds() {
        List<String> repeated = mails.entrySet().stream()
                .filter(mail -> mail.getValue() > 1 && !excused.contains(mail.getKey()))
                .map(mail -> mail.getKey() + " x" + mail.getValue())
                .toList();
        if (!repeated.isEmpty()) {
            throw new AssertionError("of %d mails %d came more than once: %s"
                    .formatted(mails.size(), repeated.size(), repeated.subList(0, Math.min(10, repeated.size()))));
        }
    }

    /** Asserts that besides there are as many different mails as expected. */
    public synchronized void assertHoldsFor(int expectedMails) {
        assertHolds();
        if (mails.size() != expectedMails) {
            throw new AssertionError("%d different mails instead of %d".formatted(mails.size(), expectedMails));
        }
    }
}
