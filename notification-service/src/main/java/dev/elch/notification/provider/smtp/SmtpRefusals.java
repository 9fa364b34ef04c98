package dev.elch.notification.provider.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the common servers say when a refusal is not what its reply code says: about us and not about the recipient, or about a
 * mailbox although no enhanced code tells so. One table; the first row that fits decides. Each row holds a reply as it was
 * published, which is its test and its line in docs/outcomes.md.
 */
public final class SmtpRefusals {

    /** Whose fault a refusal is. */
    public enum Meaning {
        /** What we may send is used up. */
        OUR_QUOTA,
        /** We send faster than we may. */
        OUR_RATE,
        /** Our sender address is not one that the server sends for. */
        OUR_SENDER,
        /** Our account or our host may not send at all. */
        OUR_ACCOUNT,
        /** The recipient gets more mail than allowed at the moment. */
        RECEIVING_TOO_FAST,
        /** There is no such mailbox. */
        NO_MAILBOX,
        /** The message is larger than the server takes. */
        TOO_LARGE,
        /** The server has trouble that passes, whatever its code says. */
        LATER
    }

    /**
     * One row.
     *
     * @param server which servers say so
     * @param meaning whose fault it is
     * @param example a reply of that server
     * @param said codes and words that tell it, looked for in lower case
     * @param source where it is published
     */
    public record Row(String server, Meaning meaning, String example, Pattern said, String source) {}

    private static final String GOOGLE = "https://support.google.com/a/answer/3726730";
    private static final String MICROSOFT =
            "https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online";
    private static final String AMAZON = "https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html";
    private static final String SENDGRID =
            "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/smtp-errors-and-troubleshooting";
    private static final String POSTFIX = "https://www.postfix.org/postconf.5.html";
    private static final String MAILGUN = "https://help.mailgun.com/hc/en-us/articles/217531258-Authorized-Recipients";
    private static final String ZOHO = "https://www.zoho.com/zeptomail/help/api/smtp-error-codes.html";
    private static final String MIMECAST =
            "https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes";
    private static final String CPANEL =
            "https://my.maxer.com/knowledgebase/226/Why-am-I-getting-the-error-Domain-has-exceeded-the-max-defers-and-failures-per-hour.html";
    private static final String QMAIL = "https://wiki.koozali.org/Qpsmtpd:badmailfrom";
    private static final String EXIM =
            "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html";

    private static final List<Row> ROWS = List.of(
            // About us: what we may send
            row(
                    "Gmail, Google Workspace",
                    Meaning.OUR_QUOTA,
                    "550 5.4.5 Daily user sending quota exceeded.",
                    "^5\\d\\d [45]\\.4\\.5|(daily|hourly|monthly) .{0,30}(sending|relay|message|recipient)s? .{0,20}(quota|limit)",
                    GOOGLE),
            row(
                    "Exchange Online",
                    Meaning.OUR_QUOTA,
                    "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
                    "[45]\\.1\\.90 |reached your (daily|hourly) limit|submissionquotaexceeded|[45]\\.7\\.23[23] ",
                    MICROSOFT),
            row(
                    "Amazon SES",
                    Meaning.OUR_QUOTA,
                    "454 Throttling failure: Daily message quota exceeded.",
                    "message quota exceeded",
                    AMAZON),
            row(
                    "SendGrid relay",
                    Meaning.OUR_QUOTA,
                    "451 Authentication failed: Maximum credits exceeded",
                    "maximum credits exceeded|credits? (expired|blocked|exceeded)",
                    SENDGRID),
            row(
                    "Outmail and other relays",
                    Meaning.OUR_QUOTA,
                    "554 5.7.1 <bat@example.com>: Recipient address rejected: You have exceeded your Outmail quota.",
                    "you(r account)? (have|has) (exceeded|reached) your .{0,40}(quota|limit)|policy rejection-? ?quota exceeded"
                            + "|sending (quota|limit) (is )?(exceeded|reached)|(quota|limit) of (sent|outgoing)",
                    "https://support.prolateral.com/index.php?/Knowledgebase/Article/View/187/35/what-does-smtp-554-571-mean"),
            row(
                    "Mailgun",
                    Meaning.OUR_QUOTA,
                    "550 5.7.1 Domain mg.example.com is not allowed to send: recipient limit exceeded",
                    "not allowed to send: .{0,40}limit exceeded",
                    MAILGUN),
            // About us: how fast
            row(
                    "cPanel, Exim",
                    Meaning.OUR_RATE,
                    "550 Domain example.com has exceeded the max emails per hour (200/200 (100%)) allowed. Message discarded.",
                    "exceeded the max (emails|defers and failures) per (hour|day)",
                    CPANEL),
            row(
                    "Amazon SES",
                    Meaning.OUR_RATE,
                    "454 Throttling failure: Maximum sending rate exceeded.",
                    "throttl|sending rate exceeded",
                    AMAZON),
            row(
                    "Gmail",
                    Meaning.OUR_RATE,
                    "550 5.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address.",
                    "[45]\\.7\\.28 |unusual (rate|amount) of (unsolicited )?e?-?mail",
                    GOOGLE),
            row(
                    "Postfix with postfwd or policyd, OVH",
                    Meaning.OUR_RATE,
                    "554 5.7.1 <bat@example.com>: Recipient address rejected: Number messages per hour exceeded",
                    "(messages?|recipients?|e?-?mails?) (sent )?per (second|minute|hour|day)|rate ?-?(limit|overlimit)"
                            + "|too many (connections|(messages|e?-?mails)(?! (in|stored|for)\\b))|(sending|message|submission) rate|sending too (fast|quickly)"
                            + "|slow down|frequency limited",
                    "https://www.postfwd.org/doc.html"),
            // About us: who we say we are
            row(
                    "SendGrid relay",
                    Meaning.OUR_SENDER,
                    "550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.",
                    "verified sender identity|unauthenticated senders not allowed|cannot receive from specified address",
                    SENDGRID),
            row(
                    "Amazon SES",
                    Meaning.OUR_SENDER,
                    "554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1",
                    "email address is not verified|identities failed the check|not authorized to perform",
                    AMAZON),
            row(
                    "Postfix",
                    Meaning.OUR_SENDER,
                    "553 5.7.1 <no-reply@example.org>: Sender address rejected: not owned by user elch",
                    "sender (address )?(rejected|denied|blocked|refused|not allowed|not permitted|not verified)(?! by (the )?(recipient|user))"
                            + "|not owned by user",
                    POSTFIX),
            row(
                    "Exchange",
                    Meaning.OUR_SENDER,
                    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
                    "[45]\\.7\\.60 |[45]\\.2\\.252 |sendasdenied|send as this sender",
                    MICROSOFT),
            row(
                    "Zoho",
                    Meaning.OUR_SENDER,
                    "553 Relaying disallowed as no-reply@example.org",
                    "relaying disallowed as|sender is not allowed to relay",
                    ZOHO),
            row(
                    "Mailgun",
                    Meaning.OUR_SENDER,
                    "550 5.7.1 Domain mg.example.com is not allowed to send: The domain is unverified and requires DNS configuration.",
                    "is not allowed to send|sandbox subdomains are|free accounts are for test",
                    MAILGUN),
            row(
                    "qmail",
                    Meaning.OUR_SENDER,
                    "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)",
                    "your envelope sender|badmailfrom",
                    QMAIL),
            row(
                    "Exim",
                    Meaning.OUR_SENDER,
                    "550 Sender verify failed",
                    "sender verif(y|ication) (failed|error)|could not (verify|resolve) sender|"
                            + "\\b(sender|from)('s)? (e?-?mail )?(address|account|domain)( .{0,60})? (does(n't| not) exist|(is )?(unknown|invalid|not found))"
                            + "|\\b(unknown|invalid) sender|sender domain must exist",
                    EXIM),
            // About us: whether we may send at all
            row(
                    "Exchange Online",
                    Meaning.OUR_ACCOUNT,
                    "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.",
                    "^5\\d\\d 5\\.(1\\.8|7\\.57|7\\.64|7\\.50[1-3]|7\\.508|7\\.511|7\\.513|7\\.70[0-9]|7\\.750) |bad outbound sender"
                            + "|tenant has exceeded",
                    MICROSOFT),
            row(
                    "Postfix, Sendmail, Exim",
                    Meaning.OUR_ACCOUNT,
                    "554 5.7.1 <bat@example.com>: Relay access denied",
                    "relay(ing)? (access )?(is )?(denied|not permitted|not allowed|prohibited|disallowed|refused)|unable to relay"
                            + "|not permitted to relay|relay not|credentials for relay|we do not relay",
                    POSTFIX),
            row(
                    "Exim, cPanel, OVH",
                    Meaning.OUR_ACCOUNT,
                    "550 Please turn on SMTP Authentication in your mail client.",
                    "smtp auth|authentication (is )?required|(you|client|user|session)( are| is)? not authenticated|must authenticate|authenticate first",
                    CPANEL),
            row(
                    "Amazon SES, cPanel, Zoho, OVH",
                    Meaning.OUR_ACCOUNT,
                    "554 Message rejected: Sending suspended for this account.",
                    "(sending|outgoing)( e?-?mails?)? (is |has been |was )?(suspen|paused|disabled|blocked)|outgoing mail suspension"
                            + "|e?-?mail outgoing blocked|(your|sending|sender's) account .{0,30}(suspended|blocked|locked|terminated)"
                            + "|unusual sending activity",
                    "https://help.zoho.com/portal/en/community/topic/554-5-1-8-email-outgoing-blocked-13-11-2017"),
            row(
                    "Postfix with block lists, Proofpoint",
                    Meaning.OUR_ACCOUNT,
                    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
                    "client host .{0,80}(blocked|rejected)|blocked using|block ?listed|black ?listed|in a black ?list|dnsbl"
                            + "|listed (at|by|in|on) .{0,40}(spamhaus|barracuda|sorbs|spamcop)|your (ip|host|network) .{0,40}(block|reject|ban)",
                    POSTFIX),
            row(
                    "Mimecast",
                    Meaning.OUR_ACCOUNT,
                    "550 csi.mimecast.org Poor Reputation Sender",
                    "poor reputation|(ip|sender|domain) reputation|account service is not enabled|exceeding outbound|outbounds disabled",
                    MIMECAST),
            // About the recipient, or passing
            row(
                    "Gmail, Exchange Online",
                    Meaning.RECEIVING_TOO_FAST,
                    "550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages.",
                    "receiving mail (at a rate|too)|[45]\\.2\\.12[12] ",
                    GOOGLE),
            row(
                    "Exchange Online",
                    Meaning.NO_MAILBOX,
                    "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
                    "5\\.4\\.1 recipient address rejected|5\\.4\\.(4|310) ",
                    MICROSOFT),
            row(
                    "Postfix, Exim, Yahoo, Mimecast, Yandex",
                    Meaning.NO_MAILBOX,
                    "550 No Such User Here",
                    "no such (user|mailbox|recipient|person|account)|(user|mailbox|recipient)( name)? (is )?(unknown|not found)"
                            + "|unknown (user|recipient|mailbox)|(user|mailbox|recipient|account|address)( .{0,60})? does(n't| not) exist"
                            + "|invalid (recipient|mailbox)|unrouteable address|doesn't have an? .{0,40}account",
                    EXIM),
            row(
                    "Exim, Exchange",
                    Meaning.TOO_LARGE,
                    "552 Message size exceeds maximum permitted",
                    "\\b(message|mail|content|data)( size)? (exceeds|too (big|large))|exceeds .{0,30}message size|message is too (big|large)",
                    EXIM),
            row(
                    "any server",
                    Meaning.LATER,
                    "550 System is temporarily unavailable, try again later",
                    "temporar(y|ily)|try (it )?(again )?later|come back later|server (is )?busy|insufficient system",
                    "RFC 5321, section 4.2.1: what is temporary has a 4yz, and some servers mix them up"));

    private SmtpRefusals() {}

    /** All rows, in the order in which they are asked. */
    public static List<Row> rows() {
        return ROWS;
    }

    /**
     * Whose fault the refusal is by its codes and words; empty when no row knows it. What a relay quotes ("host ... said: ...") was
     * said by the server of one recipient, who must not decide about the mails of all.
     */
    static Optional<Meaning> meaning(SmtpReply reply) {
        String said = (reply.codes() + " " + reply.text().replaceAll("\\s+", " ")).toLowerCase(Locale.ROOT);
        int quoted = said.indexOf(" said: ");
        String head = said.substring(0, Math.min(quoted < 0 ? said.length() : quoted, 1_000));
        return ROWS.stream()
                .filter(row -> row.said().matcher(head).find())
                .map(Row::meaning)
                .findFirst();
    }

    private static Row row(String server, Meaning meaning, String example, String said, String source) {
        return new Row(server, meaning, example, Pattern.compile(said), source);
    }
}
