package dev.elch.dlq.system;

/**
 * Something that is wrong with the running system.
 *
 * @param id what is wrong, for programs, such as {@code provider_paused}
 * @param about the service or dependency
 * @param what a sentence that says what is wrong
 * @param advice a sentence that says what to do
 * @param telling how often it is worth an alert
 */
public record Finding(String id, Severity severity, String about, String what, String advice, Telling telling) {

    /** One that people are told of every hour; never, if it is a note. */
    public Finding(String id, Severity severity, String about, String what, String advice) {
        this(id, severity, about, what, advice, severity == Severity.NOTE ? Telling.NEVER : Telling.EVERY_HOUR);
    }

    /** The same for two findings of the same trouble, whatever its numbers are. */
    public String trouble() {
        return id + "~" + about;
    }
}
