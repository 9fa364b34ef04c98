package dev.elch.notification.mail;

import dev.elch.notification.mail.MailContent.Advice;
import dev.elch.notification.mail.MailContent.Fact;
import java.util.List;

/**
 * Everything the digest says, in the order in which it says it. Both parts of the mail are made from it.
 *
 * @param language BCP 47 tag of the texts
 * @param app the application, as users know it
 * @param heading how many sign-ins there were
 * @param lead why they come in one mail, and which application they were to, its host named
 * @param factsTitle what the table of facts is about
 * @param facts who, how many, first, last
 * @param listTitle what the list is about
 * @param entries the sign-ins that are listed
 * @param more how many are not listed; empty when all are
 * @param itWasYou that nothing needs to be done
 * @param notMe label of the link that disputes one sign-in
 * @param notMeHint what happens on following it
 * @param until how long the links work
 * @param advice advice for a user who signs in through another service
 * @param why why the user gets this mail
 * @param number the key of the digest with its label
 */
public record DigestContent(
        String language,
        String app,
        String heading,
        String lead,
        String factsTitle,
        List<Fact> facts,
        String listTitle,
        List<Entry> entries,
        String more,
        String itWasYou,
        String notMe,
        String notMeHint,
        String until,
        Advice advice,
        String why,
        String number) {

    public DigestContent {
        facts = List.copyOf(facts);
        entries = List.copyOf(entries);
    }

    /** One sign-in, and where it can be disputed. */
    public record Entry(String when, String device, String ip, String notMeUrl) {}
}
