package dev.elch.dlq.deadletter;

import dev.elch.contract.JournalFields;
import dev.elch.contract.MaskedText;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt to deliver, as the journal of the event has it.
 *
 * @param at when it ended, in ISO 8601
 * @param round 0 on the first pass, plus 1 for every replay
 * @param attempt number in its round, from 1
 * @param outcome what it came to, in lower case
 * @param kind kind of the reason; empty: there is none
 * @param code the provider's code; empty: there is none
 */
record AttemptView(
        String at,
        int round,
        int attempt,
        String provider,
        String outcome,
        String kind,
        String code,
        String text,
        long latencyMillis) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** More attempts than a journal holds: the rest of a longer one was not written by us. */
    private static final int MOST = 500;

    /** The oldest first; empty when the record brings no journal, or one that cannot be read. */
    static List<AttemptView> journal(RawRecord record) {
        return record.header(JournalFields.HEADER).map(AttemptView::read).orElse(List.of());
    }

    private static List<AttemptView> read(Bytes json) {
        try {
            return JSON.readTree(json.toArray())
                    .valueStream()
                    .limit(MOST)
                    .filter(JsonNode::isObject)
                    .map(AttemptView::of)
                    .toList();
        } catch (JacksonException unreadable) {
            return List.of();
        }
    }

    private static AttemptView of(JsonNode attempt) {
        return new AttemptView(
                text(attempt, JournalFields.AT),
                attempt.path(JournalFields.ROUND).asInt(0),
                attempt.path(JournalFields.ATTEMPT).asInt(0),
                text(attempt, JournalFields.PROVIDER),
                text(attempt, JournalFields.OUTCOME).toLowerCase(Locale.ROOT),
                text(attempt, JournalFields.KIND),
                text(attempt, JournalFields.CODE),
                MaskedText.of(text(attempt, JournalFields.TEXT)),
                attempt.path(JournalFields.LATENCY).asLong(0));
    }

    private static String text(JsonNode attempt, String field) {
        return attempt.path(field).asString("");
    }
}
