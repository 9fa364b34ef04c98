package dev.elch.dlq.mail;

/** The result of rendering the mail of a dead letter. */
public sealed interface Rendering {

    record Written(RenderedMail mail) implements Rendering {}

    /**
     * This dead letter becomes no mail.
     *
     * @param why a sentence
     */
    record NoMail(String why) implements Rendering {}

    /**
     * The mail cannot be rendered now.
     *
     * @param why a sentence that says what to do
     */
    record NotNow(String why) implements Rendering {}

    /** The address of notification-service is not configured. */
    record NotSetUp() implements Rendering {}
}
