package dev.elch.dlq.mail;

/** What came of asking for the mail of a letter. */
public sealed interface Rendering {

    record Written(RenderedMail mail) implements Rendering {}

    /**
     * There is no mail that this letter would have been.
     *
     * @param why a sentence
     */
    record NoMail(String why) implements Rendering {}

    /**
     * Nobody can say now.
     *
     * @param why a sentence that says what to do
     */
    record NotNow(String why) implements Rendering {}

    /** This service does not know whom to ask. */
    record NotSetUp() implements Rendering {}
}
