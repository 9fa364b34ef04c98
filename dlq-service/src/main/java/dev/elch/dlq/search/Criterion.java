package dev.elch.dlq.search;

import dev.elch.contract.EventTimes;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterState;
import dev.elch.dlq.deadletter.SearchWords;
import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The criteria by which dead letters are found. */
public enum Criterion {
    /** One or more dead letter ids, with commas between them. */
    ID,
    /** One or more states, with commas between them. */
    STATE,
    /** Cause kind, such as {@code bad_address}. */
    KIND,
    /** Provider code, such as {@code 550 5.1.1}. */
    CODE,
    /** Full name of an exception class in the cause's chain. */
    CLASS,
    /** Who refused the mail, such as {@code smtp}. */
    PROVIDER,
    /** Domain of the recipient's address. */
    DOMAIN,
    /** {@code userId} of the event. */
    USER,
    /** Event key: the dead letters of all its rounds. */
    EVENT,
    /** Fingerprint of a group. */
    GROUP,
    /** Words that all have to be in the dead letter; a word that ends with {@code *} is a beginning. */
    TEXT,
    /** Given up at or after this instant. */
    FROM,
    /** Given up before this instant. */
    BEFORE;

    /** Before it nothing was published, and after {@link #LATEST} nothing will be: such a time is a unit that was mixed up. */
    private static final Instant EARLIEST = EventTimes.EARLIEST;

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int LONGEST = 256;
    private static final int MOST_IDS = 500;

    /**
     * Whether it compares with what identifies a person. Who may not see addresses must not filter by it: the beginning of a
     * word, tried letter by letter, would tell the whole.
     */
    public boolean isPersonal() {
        return this == USER || this == TEXT;
    }

    /** The name of the query parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Criterion> ofWord(String word) {
        return Stream.of(values())
                .filter(criterion -> criterion.word().equals(word))
                .findFirst();
    }

    /** The canonical form: equal criteria have equal texts. */
    String canonical(@Nullable String value) {
        if (value == null) {
            throw new InvalidFieldException(word(), "must be a text");
        }
        String text = value.strip();
        if (text.isEmpty() || (this != ID && text.length() > LONGEST)) {
            throw new InvalidFieldException(word(), "must have 1 to " + LONGEST + " characters");
        }
        return switch (this) {
            case ID -> ids(text);
            case STATE -> states(text);
            case FROM, BEFORE -> instant(text).toString();
            case DOMAIN -> text.toLowerCase(Locale.ROOT);
            case TEXT -> words(text);
            default -> text;
        };
    }

    private String ids(String text) {
        List<String> ids = Arrays.stream(text.split(","))
                .map(String::strip)
                .map(id -> DeadLetterId.parse(id)
                        .orElseThrow(() -> new InvalidFieldException(word(), "\"" + id + "\" is no dead letter id")))
                .map(DeadLetterId::toString)
                .sorted()
                .distinct()
                .toList();
        if (ids.size() > MOST_IDS) {
            throw new InvalidFieldException(word(), "names " + ids.size() + " dead letters, at most " + MOST_IDS);
        }
        if (ids.isEmpty()) {
            throw new InvalidFieldException(word(), "names no dead letter");
        }
        return String.join(",", ids);
    }

    private String states(String text) {
        String states = Arrays.stream(text.split(","))
                .map(String::strip)
                .map(word -> DeadLetterState.ofWord(word)
                        .orElseThrow(() -> new InvalidFieldException(
                                word(), "\"" + word + "\" is no state; there are " + knownStates())))
                .sorted()
                .distinct()
                .map(DeadLetterState::word)
                .collect(Collectors.joining(","));
        if (states.isEmpty()) {
            throw new InvalidFieldException(word(), "names no state; there are " + knownStates());
        }
        return states;
    }

    private static String knownStates() {
        return Stream.of(DeadLetterState.values()).map(DeadLetterState::word).collect(Collectors.joining(", "));
    }

    private Instant instant(String text) {
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidFieldException(word(), "\"" + text + "\" is no instant such as 2026-03-01T10:00:00Z", e);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new InvalidFieldException(
                    word(), "\"" + text + "\" must be an instant from " + EARLIEST + " to " + LATEST);
        }
        return time;
    }

    private String words(String text) {
        String words = Arrays.stream(text.split("\\s+"))
                .flatMap(word -> word.endsWith("*")
                        ? SearchWords.of(word.substring(0, word.length() - 1)).stream()
                                .map(start -> start + "*")
                        : SearchWords.of(word).stream())
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
        if (words.isEmpty()) {
            throw new InvalidFieldException(word(), "\"" + text + "\" has no word to look for");
        }
        return words;
    }
}
