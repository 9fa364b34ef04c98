package dev.elch.notification.webhook;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What SendGrid reported about one mail, merged: free of order and of repetition.
 *
 * @param state the furthest state that was reported
 * @param isComplaint whether the recipient ever called it spam
 * @param eventIds ids of the reports that are in it
 */
public record SendGridMailHistory(MailState state, boolean isComplaint, Set<String> eventIds) {

    public SendGridMailHistory {
        eventIds = Set.copyOf(eventIds);
    }

    /** A mail that was taken and about which nothing was reported. */
    public static SendGridMailHistory accepted() {
        return new SendGridMailHistory(MailState.ACCEPTED, false, Set.of());
    }

    /** This history and one more report; the same history when the report was in it. */
    public SendGridMailHistory with(SendGridEvent event) {
        if (eventIds.contains(event.id())) {
            return this;
        }
        Set<String> ids = new LinkedHashSet<>(eventIds);
        ids.add(event.id());
        return new SendGridMailHistory(
                event.state().map(state::advancedBy).orElse(state), isComplaint || event.isComplaint(), ids);
    }
}
