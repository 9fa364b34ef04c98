package dev.elch.notification.mail;

import java.util.List;

/**
 * Everything the mail says, in the order in which it says it. Both parts of the mail are made from it, so neither can hold
 * a fact that the other lacks.
 *
 * @param language BCP 47 tag of the texts
 * @param app the application, as users know it
 * @param heading what happened, in a few words
 * @param lead what happened and in which application, its host named
 * @param factsTitle what the table of facts is about
 * @param facts who, when, device, address, service
 * @param itWasYou that nothing needs to be done
 * @param notMe what to press or follow, and where it leads
 * @param advice advice for a user who signs in through another service
 * @param why why the user gets this mail
 * @param event the event key with its label
 */
public record MailContent(
        String language,
        String app,
        String heading,
        String lead,
        String factsTitle,
        List<Fact> facts,
        String itWasYou,
        NotMe notMe,
        Advice advice,
        String why,
        String event) {

    public MailContent {
        facts = List.copyOf(facts);
    }

    /** One row of the table. */
    public record Fact(String label, String value) {}

    /**
     * The way to dispute the sign-in.
     *
     * @param button label of the button
     * @param invitation what the text part says instead of a button
     * @param url absolute, on our own domain
     * @param hint what happens on pressing
     * @param until how long the link works
     */
    public record NotMe(String button, String invitation, String url, String hint, String until) {}

    /** How to protect the account. */
    public record Advice(String title, List<String> sentences) {

        public Advice {
            sentences = List.copyOf(sentences);
        }
    }
}
