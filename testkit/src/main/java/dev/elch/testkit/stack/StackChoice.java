package dev.elch.testkit.stack;

import java.util.Arrays;
import java.util.Locale;

/** Where the stack comes from. */
enum StackChoice {
    /** On loopback, with nothing but a JDK. */
    EMBEDDED,
    /** In containers; needs Docker. */
    CONTAINERS,
    /** Somebody else's, by addresses in system properties. */
    EXTERNAL,
    /** External where addresses are given, else embedded. */
    AUTO;

    static final String PROPERTY = "stack";

    static StackChoice configured() {
        return of(System.getProperty(PROPERTY, "auto"));
    }

    /** Whether the stack is another one than the embedded. */
    static boolean isElsewhere() {
        return switch (configured()) {
            case EMBEDDED -> false;
            case CONTAINERS, EXTERNAL -> true;
            case AUTO -> ExternalStack.isConfigured();
        };
    }

    static StackChoice of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + word
                        + " is unknown: choose one of embedded, containers, external, auto"));
    }
}
