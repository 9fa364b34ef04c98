package dev.elch.dlq.system;

/** How soon a person should look at a finding. */
public enum Severity {
    /** Mails do not go out, or are lost: at once, at night too. */
    CRITICAL,

    /** Mails go out, but something is wrong: today. */
    WARNING,

    /** Nothing is wrong; something is not set up that would help. */
    NOTE
}
