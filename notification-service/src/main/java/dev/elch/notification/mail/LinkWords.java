package dev.elch.notification.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells text of which mail programs make a link, or a number to call, from names that merely have a dot in them.
 *
 * <p>A word with dots is a link when it ends in a top-level domain: {@code Б.Батболд} and {@code St.John} do not. Initials
 * before a capitalised name are a name whatever they end in, as in {@code J.Black}.
 */
final class LinkWords {

    private static final Pattern ADDRESS_SIGN = Pattern.compile("[/\\\\@]|^www\\.|\\swww\\.");
    private static final Pattern CALLABLE = Pattern.compile("\\p{Nd}(?:[ ()./-]{0,2}\\p{Nd}){6,}");
    private static final Pattern DOTTED = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}-]+(?:\\.+[\\p{L}\\p{M}\\p{Nd}-]+)+");
    private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\.)+\\p{Lu}[\\p{Ll}\\p{M}-]+");
    private static final Pattern NUMBERS = Pattern.compile("[\\p{Nd}.]+");
    private static final Pattern DOTS = Pattern.compile("[\u3002\uFF0E\uFF61\u2024]");
    /** Ends that are in no list of top-level domains, and that some networks resolve all the same (RFC 6761, RFC 7686). */
    private static final Set<String> RESERVED =
            Set.of("example", "test", "invalid", "localhost", "local", "internal", "onion", "home", "corp", "lan");

    private static final Set<String> TOP_LEVEL_DOMAINS = read("top-level-domains.txt");

    private LinkWords() {}

    static boolean areIn(String text) {
        // As a mail program reads it, and a person: full-width letters and the dots of other scripts are the common
        // ones.
        String plain = Normalizer.normalize(DOTS.matcher(text).replaceAll("."), Normalizer.Form.NFKC);
        return ADDRESS_SIGN.matcher(plain.toLowerCase(Locale.ROOT)).find()
                || CALLABLE.matcher(plain).find()
                || DOTTED.matcher(plain).results().map(MatchResult::group).anyMatch(LinkWords::isLink);
    }

    private static boolean isLink(String word) {
        if (INITIALS.matcher(word).matches()) {
            return false;
        }
        String end = word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return NUMBERS.matcher(word).matches()
                || end.startsWith("xn--")
                || TOP_LEVEL_DOMAINS.contains(end)
                || RESERVED.contains(end);
    }

    private static Set<String> read(String name) {
        try (InputStream list = LinkWords.class.getResourceAsStream(name)) {
            if (list == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
