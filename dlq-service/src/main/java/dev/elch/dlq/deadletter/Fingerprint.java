package dev.elch.dlq.deadletter;

import dev.elch.contract.MaskedText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts dead letters with the same cause into one group: same kind, same exception classes, same provider code, and
 * the same message once everything that differs from dead letter to dead letter is taken out of it.
 */
public final class Fingerprint {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:@]+@[^\\s<>\"'(),;:]+");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern TOKEN = Pattern.compile("\\b(?=[\\w-]*\\d)[\\w-]{8,}\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** As long as the reader lets a message be; two of the patterns try again at every character. */
    private static final int LONGEST = 1_000;

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    static String of(Cause cause) {
        String sameness = String.join("\n", cause.kind(), cause.code(), normalised(cause.text()))
                + "\n"
                + String.join(" ", cause.classes());
        return Bytes.copyOf(sameness.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 16);
    }

    /** The message without addresses, quoted parts, ids and numbers. */
    public static String normalised(String message) {
        String head = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
        String text = ADDRESS.matcher(head).replaceAll("<address>");
        text = QUOTED.matcher(text).replaceAll("<quoted>");
        // Before the digits: an @ may be written as %40, and %# is no address that could be masked later.
        text = MaskedText.of(text);
        text = TOKEN.matcher(text).replaceAll("<id>");
        text = NUMBER.matcher(text).replaceAll("#");
        return BLANKS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
