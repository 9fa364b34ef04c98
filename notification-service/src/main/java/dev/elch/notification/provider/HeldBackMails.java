package dev.elch.notification.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a mail that cannot be sent from a provider that cannot work. A mail that found the provider not working is held back
 * and uses no attempt; if the provider has accepted others since, and fails for this one again, the mail is to blame. Without
 * that, a few such mails would pause the provider for ever. Safe for use by many threads at once.
 */
public final class HeldBackMails {

    private static final int REMEMBERED = 10_000;

    private final Map<String, Long> acceptedBefore = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long accepted;

    /** The provider accepted the mail of this event, so it works. */
    public synchronized void accepted(String eventKey) {
        accepted++;
        acceptedBefore.remove(eventKey);
    }

    /**
     * Notes that the mail of this event found the provider not working. Returns whether the mail is to blame, and then forgets
     * it. A mail that one outage held back and another one meets is taken for one, once.
     */
    public synchronized boolean failedAgain(String eventKey) {
        Long before = acceptedBefore.putIfAbsent(eventKey, accepted);
        boolean isToBlame = before != null && before < accepted;
        if (isToBlame) {
            acceptedBefore.remove(eventKey);
        }
        return isToBlame;
    }
}
