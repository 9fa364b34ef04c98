package dev.elch.notification.pipeline;

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

    static final String NAME = "elch-journal";

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
        return new Envelope.Other(NAME, Envelope.Content.of(json));
    }

    private static byte[] json(List<JournalEntry> journal) {
        List<Map<String, Object>> attempts = new ArrayList<>();
        journal.forEach(entry -> attempts.add(attempt(entry)));
        return JSON.writeValueAsString(attempts).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> attempt(JournalEntry entry) {
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put("at", entry.at().toString());
        attempt.put("round", entry.round());
        attempt.put("attempt", entry.attempt());
        attempt.put("provider", entry.provider());
        attempt.put("outcome", entry.outcome());
        attempt.put("kind", entry.reason().kind());
        attempt.put("code", entry.reason().code());
        attempt.put("text", MaskedText.of(entry.reason().text()));
        attempt.put("latencyMillis", entry.latency().toMillis());
        return attempt;
    }
}
