package dev.elch.notification.pipeline;

import dev.elch.contract.JournalFields;
import dev.elch.contract.MaskedText;
import dev.elch.notification.ledger.JournalEntry;
import dev.elch.notification.record.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The journal of an event as a header of its dead letter: a JSON array, the oldest attempt first. */
final class JournalHeader {

    /** Bytes; when there are more, the oldest attempts are left out. */
    static final int LONGEST = 16_000;

    private static final JsonMapper JSON = new JsonMapper();

    private JournalHeader() {}

    static Envelope.Other of(List<JournalEntry> journal) {
        List<JournalEntry> latest = journal;
        byte[] json = json(latest);
        while (json.length > LONGEST) {
            latest = latest.subList(1, latest.size());
            json = json(latest);
        }
        return new Envelope.Other(JournalFields.HEADER, Envelope.Content.of(json));
    }

    private static byte[] json(List<JournalEntry> journal) {
        List<Map<String, Object>> attempts = new ArrayList<>();
        journal.forEach(entry -> attempts.add(attempt(entry)));
        return JSON.writeValueAsString(attempts).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> attempt(JournalEntry entry) {
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put(JournalFields.AT, entry.at().toString());
        attempt.put(JournalFields.ROUND, entry.round());
        attempt.put(JournalFields.ATTEMPT, entry.attempt());
        attempt.put(JournalFields.PROVIDER, entry.provider());
        attempt.put(JournalFields.OUTCOME, entry.outcome());
        attempt.put(JournalFields.KIND, entry.reason().kind());
        attempt.put(JournalFields.CODE, entry.reason().code());
        attempt.put(JournalFields.TEXT, MaskedText.of(entry.reason().text()));
        attempt.put(JournalFields.LATENCY, entry.latency().toMillis());
        return attempt;
    }
}
