package dev.elch.notification.mail;

/** Writes the mail that tells a user about many sign-ins at once. The same digest gives the same mail. */
public final class DigestMailWriter {

    private final MailProperties mail;
    private final DigestContentWriter mongolian;
    private final DigestContentWriter english;
    private final JteHtmlPart htmlPart = new JteHtmlPart();

    public DigestMailWriter(MailProperties mail, DisputeLinkProperties dispute) {
        this.mail = mail;
        this.mongolian = new DigestContentWriter(mail, dispute, MailLanguage.MONGOLIAN);
        this.english = new DigestContentWriter(mail, dispute, MailLanguage.ENGLISH);
    }

    /**
     * The mail for this digest.
     *
     * @throws RefusedMailException when the address is missing or not one plain address, or when a value could forge a
     *     header; the digest will never work
     */
    public Mail write(SignInDigest digest) {
        String to = SignInMailWriter.recipient(digest.latest().email());
        MailLanguage language = MailLanguage.preferredBy(digest.latest().locale());
        DigestContentWriter writer = language == MailLanguage.ENGLISH ? english : mongolian;
        DigestContent content = writer.write(digest);
        return new Mail(
                digest.key(),
                "<" + digest.key() + "@" + mail.mailDomain() + ">",
                mail.from(),
                mail.fromName(),
                to,
                writer.subject(digest),
                digest.date(),
                language.locale(),
                SignInMailWriter.headers(digest.key(), content.language()),
                DigestTextPart.of(content),
                htmlPart.of(content));
    }
}
