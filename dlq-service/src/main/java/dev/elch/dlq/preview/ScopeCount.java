package dev.elch.dlq.preview;

import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.search.DeadLetterFilter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up a {@link Scope}, dead letter by dead letter, in whatever order they come. */
public final class ScopeCount {

    private static final int LARGEST = 10;

    private final Map<String, CauseCount> causes = new HashMap<>();
    private final MessageDigest sha256 = digest();
    private long selected;

    /** Sums of hashes: they do not depend on the order, and need no memory of what was added. */
    private long first;

    private long second;

    public void add(Candidate candidate) {
        selected++;
        causes.merge(
                candidate.group(),
                new CauseCount(candidate.group(), candidate.kind(), candidate.code(), 1),
                (known, one) -> known.oneMore());
        String identity = candidate.summary().id() + "/" + candidate.version();
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(identity.getBytes(StandardCharsets.UTF_8)));
        first += hash.getLong();
        second += hash.getLong();
    }

    /**
     * The scope of what was added.
     *
     * @param act what is to be done, in words that tell acts apart
     * @param at when it was looked at
     */
    public Scope scope(String act, DeadLetterFilter filter, Instant at) {
        String all = String.join("\n", act, filter.toString(), Long.toString(first), Long.toString(second));
        String hash =
                Bytes.copyOf(all.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 32);
        List<CauseCount> largest = causes.values().stream()
                .sorted(Comparator.comparing(CauseCount::deadLetters).reversed().thenComparing(CauseCount::group))
                .limit(LARGEST)
                .toList();
        return new Scope(selected, causes.size(), largest, new PreviewToken(millis(at), selected, hash));
    }

    private static Instant millis(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
