package dev.elch.testkit.stack;

import java.util.Arrays;
import java.util.Locale;

/** Where the stack comes from. */
enum StackChoice {
    /** On loopback, with nothing but a JDK. */
    EMBEDDED,
    /** In containers; needs Docker. */
    CONTAINERS,
    /** Servers that run already, by addresses in system properties. */
    EXTERNAL,
    /** External where addresses are given, else embedded. */
    AUTO;

    static final String PROPERTY = "stack";

    /** The one that is meant, never {@link #AUTO}. */
    static StackChoice configured() {
        StackChoice choice = of(System.getProperty(PROPERTY, "auto"));
        StackChoice automatic = ExternalStack.isConfigured() ? EXTERNAL : EMBEDDED;
        return choice == AUTO ? automatic : choice;
    }

    static StackChoice of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + word
                        + " is unknown: choose one of embedded, containers, external, auto"));
    }
}
