package dev.elch.standin.mailbox;

import java.util.Arrays;
import java.util.Locale;

/**
 * How the mail server treats a recipient. The beginning of the address decides, in any case and in any domain:
 * {@code refused+bold@example.org} is refused. The table for readers is in docs/playground.md.
 */
enum RecipientBehaviour {
    /** Refused for good, as an address that does not exist. */
    REFUSED("refused+"),
    /** Refused because the mailbox is full. */
    FULL("full+"),
    /** Told to try again later, twice; accepted at the third try. */
    LATER("later+"),
    /** Accepted, after a pause. */
    SLOW("slow+"),
    /** Accepted and kept, but the connection is cut before the answer to the final dot. */
    LOST("lost+"),
    /** The server closes the connection, as one that shuts down. */
    DOWN("down+"),
    /** Accepted at once: every other address. */
    ACCEPTED("");

    private final String prefix;

    RecipientBehaviour(String prefix) {
        this.prefix = prefix;
    }

    static RecipientBehaviour of(String address) {
        String lowercase = address.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(behaviour -> lowercase.startsWith(behaviour.prefix))
                .findFirst()
                .orElse(ACCEPTED);
    }
}
