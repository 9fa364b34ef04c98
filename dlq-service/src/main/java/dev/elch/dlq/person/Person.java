package dev.elch.dlq.person;

import dev.elch.dlq.deadletter.SearchWords;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is to be erased, and how they are recognised in texts. */
public final class Person {

    /** What stands in a text where the person was named. */
    public static final String ERASED = "[erased]";

    /** A login of two letters stands in many a word of others. */
    private static final int SHORTEST = 3;

    private final String userId;
    private final List<String> addresses;
    private final Pattern named;

    /**
     * A person.
     *
     * @param userId such as {@code github:1001}
     * @param words addresses, logins and names of theirs; those of fewer than three letters are left out
     */
    public Person(String userId, Collection<String> words) {
        this.userId = userId;
        this.addresses =
                words.stream().filter(word -> word.contains("@")).distinct().toList();
        this.named = Pattern.compile(
                Stream.concat(Stream.of(userId), words.stream())
                        .flatMap(word -> Stream.of(word, searched(word)))
                        .filter(word -> word.length() >= SHORTEST)
                        .distinct()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** As the filters of operators write it. */
    private static String searched(String word) {
        return SearchWords.of(word).stream().sorted().collect(Collectors.joining(" "));
    }

    public String userId() {
        return userId;
    }

    /** The key of the person's records. */
    public byte[] recordKey() {
        return userId.getBytes(StandardCharsets.UTF_8);
    }

    public List<String> addresses() {
        return addresses;
    }

    /** Whether a text names the person, as a word and not within one. */
    public boolean isNamedIn(@Nullable String text) {
        return text != null && named.matcher(text).find();
    }

    /** The text without the person. */
    public String erasedFrom(String text) {
        return named.matcher(text).replaceAll(ERASED);
    }
}
