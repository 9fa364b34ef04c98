package dev.elch.dlq.deadletter;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words by which a dead letter is found: an index over them works on every MongoDB-compatible store. */
final class SearchWords {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.@:_-]+");
    private static final Pattern AT_THE_EDGES = Pattern.compile("^[.:_-]+|[.:_-]+$");
    private static final int MOST_WORDS = 60;
    private static final int LONGEST_WORD = 64;

    private SearchWords() {}

    static List<String> of(DeadLetter deadLetter) {
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
    static List<String> of(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .map(word -> AT_THE_EDGES.matcher(word).replaceAll(""))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD))
                .distinct()
                .toList();
    }
}
