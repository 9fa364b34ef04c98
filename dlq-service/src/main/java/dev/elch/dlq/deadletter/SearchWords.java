package dev.elch.dlq.deadletter;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words by which a dead letter is found: an index over them works on every MongoDB-compatible store. */
public final class SearchWords {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.@:_-]+");
    private static final String AT_THE_EDGES = ".:_-";

    /** A foreign text may be long; it is found by its beginning. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int MOST_WORDS = 60;
    private static final int LONGEST_WORD = 64;

    private SearchWords() {}

    public static List<String> of(DeadLetter deadLetter) {
        Stream<String> identity =
                Stream.of(deadLetter.id().eventKey(), deadLetter.raw().position());
        Stream<String> cause = Stream.of(
                deadLetter.cause().kind(),
                deadLetter.cause().code(),
                deadLetter.cause().text());
        Stream<String> person = Stream.of("userId", "login", "name", "email")
                .flatMap(field -> deadLetter.payload().text(field).stream());
        return Stream.of(identity, person, cause)
                .flatMap(texts -> texts)
                .flatMap(text -> of(text).stream())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /** The text in words: lower case, and cut at everything that is no dead letter, digit, {@code . - _ @ :}. */
    public static List<String> of(String text) {
        return BETWEEN_WORDS
                .splitAsStream(head(text).toLowerCase(Locale.ROOT))
                .map(SearchWords::withoutEdges)
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD))
                .distinct()
                .toList();
    }

    private static String head(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String withoutEdges(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && AT_THE_EDGES.indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && AT_THE_EDGES.indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        return word.substring(from, to);
    }
}
