package dev.elch.notification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.Topics;
import dev.elch.notification.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * What became of one event.
 *
 * @param eventKey its key
 * @param asked how often the mail server was asked to take one
 * @param mails how many it took
 * @param state where the ledger has it; ABSENT when nowhere
 * @param isUnknownOnce whether the journal says that its mail may have been accepted while the answer was lost
 * @param hasLetter whether it lies among the dead letters
 * @param charges how often its user paid for it
 */
record Found(
        String eventKey, int asked, int mails, String state, boolean isUnknownOnce, boolean hasLetter, long charges) {

    /** Looks for all of them, once everything has come to rest. */
    static List<Found> all(List<String> eventKeys, PostOffice postOffice, KillableStack stack) {
        Set<String> letters = letters(stack);
        try (Deliveries deliveries = new Deliveries(stack.mongoUri())) {
            Map<String, Document> ledger = deliveries.byEventKey();
            Map<String, Long> charges = deliveries.charges();
            return eventKeys.stream()
                    .map(key -> {
                        Document entry = ledger.getOrDefault(key, new Document("state", "ABSENT"));
                        return new Found(
                                key,
                                postOffice.asked(key),
                                postOffice.taken(key),
                                entry.getString("state"),
                                Deliveries.isUnknownOnce(entry),
                                letters.contains(key),
                                charges.getOrDefault(key, 0L));
                    })
                    .toList();
        }
    }

    private static Set<String> letters(KillableStack stack) {
        return Records.on(stack.bootstrapServers(), Topics.DEAD_LETTERS).stream()
                .map(letter -> DeliveryHeaders.readFrom(letter.headers(), Instant.now())
                        .eventKey())
                .collect(Collectors.toSet());
    }

    boolean isAtItsEnd() {
        return List.of("SENT", "DEAD", "SUPPRESSED").contains(state);
    }

    boolean isDuplicate() {
        return mails > 1;
    }

    /** Asserts what has to be true of every event, wherever a process was killed. */
    void assertIsConsistent() {
        assertThat(isAtItsEnd()).as("%s", this).isTrue();
        assertThat(hasLetter)
                .as("a letter for what is dead, and for nothing else: %s", this)
                .isEqualTo(state.equals("DEAD"));
        assertThat(charges).as("payments: %s", this).isEqualTo(state.equals("SUPPRESSED") ? 0 : 1);
        assertThat(mails > 0 || !state.equals("SENT"))
                .as("a mail for what is sent: %s", this)
                .isTrue();
        assertThat(isUnknownOnce || !isDuplicate())
                .as("a second mail is to be seen: %s", this)
                .isTrue();
    }
}
