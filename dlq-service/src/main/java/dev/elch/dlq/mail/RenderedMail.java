package dev.elch.dlq.mail;

/**
 * A mail as its reader would have seen it.
 *
 * @param language BCP 47 tag of the texts
 * @param from sender, with the name that is shown
 * @param text the plain text part
 * @param html the HTML part: a whole document. It may hold what attackers wrote
 */
public record RenderedMail(String language, String from, String to, String subject, String text, String html) {}
