package dev.elch.notification.provider.smtp;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.provider.MailboxWords;
import dev.elch.notification.provider.ProviderText;
import dev.elch.notification.provider.ReasonKind;
import dev.elch.notification.provider.RetryDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What an SMTP server's answer means. Pure; docs/outcomes.md is printed from it. */
final class SmtpOutcomes {

    private static final Duration OVERLOADED = Duration.ofMinutes(2);
    private static final Duration GREYLISTED = Duration.ofMinutes(5);
    private static final Duration MAILBOX_BUSY = Duration.ofMinutes(10);

    private SmtpOutcomes() {}

    /** @param domain the recipient's, for trouble that is only with this domain */
    static Outcome of(SmtpAnswer answer, String domain, Instant now) {
        return switch (answer.end()) {
            case UNTRUSTED -> pause(ReasonKind.TLS_UNTRUSTED, answer);
            case NO_TLS -> pause(ReasonKind.TLS_MISSING, answer);
            case NO_AUTH -> pause(ReasonKind.LOGIN_REFUSED, answer);
            case LOST -> lost(answer);
            case REPLY -> replied(answer, domain, now);
        };
    }

    /** After the final dot the server may have taken the mail and its answer got lost (RFC 1047). */
    private static Outcome lost(SmtpAnswer answer) {
        return answer.phase() == SmtpPhase.FINAL_DOT
                ? new Outcome.Ambiguous(reason(ReasonKind.ANSWER_LOST, answer))
                : later(ReasonKind.PROVIDER_DOWN, answer);
    }

    private static Outcome replied(SmtpAnswer answer, String domain, Instant now) {
        SmtpReply reply = answer.reply();
        if (answer.phase() == SmtpPhase.FINAL_DOT && reply.isPositive()) {
            return new Outcome.Accepted(ProviderText.of(reply.text()));
        }
        if (reply.code() == 421) {
            return reply.isEnhanced("4.7.")
                    ? after(OVERLOADED, ReasonKind.RATE_LIMITED, answer, now)
                    : later(ReasonKind.PROVIDER_DOWN, answer);
        }
        if (!reply.isTransient() && !reply.isPermanent()) {
            return answer.phase() == SmtpPhase.FINAL_DOT
                    ? new Outcome.Ambiguous(reason(ReasonKind.PROTOCOL_ERROR, answer))
                    : later(ReasonKind.PROTOCOL_ERROR, answer);
        }
        if (answer.phase().isBeforeAnyMail()) {
            return beforeAnyMail(answer);
        }
        return reply.isTransient() ? refusedForNow(answer, now) : refused(answer, domain, now);
    }

    /** No mail is to blame for a refusal here, so none may become a dead letter for it. */
    private static Outcome beforeAnyMail(SmtpAnswer answer) {
        if (answer.reply().isTransient()) {
            return later(ReasonKind.PROVIDER_DOWN, answer);
        }
        return switch (answer.phase()) {
            case AUTH -> pause(ReasonKind.LOGIN_REFUSED, answer);
            case STARTTLS -> pause(ReasonKind.TLS_MISSING, answer);
            default -> pause(ReasonKind.RELAY_REFUSED, answer);
        };
    }

    private static Outcome refusedForNow(SmtpAnswer answer, Instant now) {
        SmtpReply reply = answer.reply();
        Optional<Outcome> ours = SmtpRefusals.meaning(reply).flatMap(meaning -> aboutUs(meaning, answer, now));
        if (ours.isPresent()) {
            return ours.get();
        }
        if (answer.phase() == SmtpPhase.MAIL_FROM) {
            return later(ReasonKind.TRY_LATER, answer);
        }
        boolean isGreylisting = (reply.code() == 450 || reply.code() == 451) && reply.isEnhanced("4.7.1", "4.2.0");
        if (isGreylisting) {
            Duration hint = SmtpRetryHint.in(reply.text());
            return after(hint.compareTo(GREYLISTED) > 0 ? hint : GREYLISTED, ReasonKind.GREYLISTED, answer, now);
        }
        if (reply.code() == 450 && reply.isEnhanced("4.2.1")) {
            return after(MAILBOX_BUSY, ReasonKind.RECEIVING_TOO_FAST, answer, now);
        }
        if (reply.code() == 452 && reply.isEnhanced("4.2.2")) {
            return after(MAILBOX_BUSY, ReasonKind.MAILBOX_FULL, answer, now);
        }
        return later(ReasonKind.TRY_LATER, answer);
    }

    /** What is about us costs no mail an attempt, and suppresses no address. */
    private static Optional<Outcome> aboutUs(SmtpRefusals.Meaning meaning, SmtpAnswer answer, Instant now) {
        return switch (meaning) {
            case OUR_QUOTA -> Optional.of(pause(ReasonKind.QUOTA_EXHAUSTED, answer));
            case OUR_RATE -> Optional.of(after(OVERLOADED, ReasonKind.RATE_LIMITED, answer, now));
            case OUR_SENDER -> Optional.of(pause(ReasonKind.SENDER_REFUSED, answer));
            case OUR_ACCOUNT -> Optional.of(pause(ReasonKind.RELAY_REFUSED, answer));
            default -> Optional.empty();
        };
    }

    /** What a row of the table says about a refusal for good; empty when no row knows it. */
    private static Optional<Outcome> known(SmtpAnswer answer, Instant now) {
        return SmtpRefusals.meaning(answer.reply())
                .flatMap(meaning -> aboutUs(meaning, answer, now)
                        .or(() -> Optional.ofNullable(
                                switch (meaning) {
                                    case RECEIVING_TOO_FAST ->
                                        after(MAILBOX_BUSY, ReasonKind.RECEIVING_TOO_FAST, answer, now);
                                    case NO_MAILBOX -> rejected(ReasonKind.BAD_ADDRESS, noMailbox(answer), answer);
                                    case TOO_LARGE -> rejected(ReasonKind.MESSAGE_BUG, Suppression.NONE, answer);
                                    case LATER -> later(ReasonKind.TRY_LATER, answer);
                                    default -> null;
                                })));
    }

    /** Words alone suppress an address only where nothing but the recipient was given. */
    private static Suppression noMailbox(SmtpAnswer answer) {
        return answer.phase() == SmtpPhase.RCPT_TO ? Suppression.UNTIL_LIFTED : Suppression.NONE;
    }

    private static Outcome refused(SmtpAnswer answer, String domain, Instant now) {
        SmtpReply reply = answer.reply();
        if (answer.phase() == SmtpPhase.MAIL_FROM && isAboutOurSender(reply)) {
            return pause(ReasonKind.SENDER_REFUSED, answer);
        }
        if (isAboutOurAuthentication(reply)) {
            return new Outcome.Pause("domain:" + domain, reason(ReasonKind.SENDER_NOT_AUTHENTICATED, answer));
        }
        boolean isPlain = reply.isEnhanced("5.1.1", "5.1.6", "5.1.10", "5.6.") || reply.code() == 556;
        Optional<Outcome> known = isPlain ? Optional.empty() : known(answer, now);
        if (known.isPresent()) {
            return known.get();
        }
        if (answer.phase() == SmtpPhase.RCPT_TO && isAboutTheRecipient(reply)) {
            return rejected(ReasonKind.BAD_ADDRESS, Suppression.UNTIL_LIFTED, answer);
        }
        if (reply.isEnhanced("5.3.4", "5.6.", "5.5.") || (reply.code() >= 500 && reply.code() <= 504)) {
            return rejected(ReasonKind.MESSAGE_BUG, Suppression.NONE, answer);
        }
        if (reply.isEnhanced("5.7.")) {
            return rejected(ReasonKind.POLICY, Suppression.NONE, answer);
        }
        // No recipient was named yet, so it is about us whatever it says.
        if (answer.phase() == SmtpPhase.MAIL_FROM) {
            return pause(ReasonKind.SENDER_REFUSED, answer);
        }
        // Our own relay has no mailbox of the recipient's: without an enhanced code its storage is what we may use.
        if (answer.phase() == SmtpPhase.FINAL_DOT
                && reply.code() == 552
                && reply.enhanced().isEmpty()) {
            return after(MAILBOX_BUSY, ReasonKind.QUOTA_EXHAUSTED, answer, now);
        }
        if (isMailboxFull(reply)) {
            return rejected(ReasonKind.MAILBOX_FULL, Suppression.FOR_A_DAY, answer);
        }
        if (isAboutTheRecipient(reply)) {
            return rejected(ReasonKind.BAD_ADDRESS, Suppression.UNTIL_LIFTED, answer);
        }
        return rejected(ReasonKind.REFUSED, Suppression.NONE, answer);
    }

    private static boolean isAboutOurSender(SmtpReply reply) {
        return reply.code() == 530 || reply.code() == 550 || reply.code() == 553 || reply.isEnhanced("5.7.");
    }

    private static boolean isAboutOurAuthentication(SmtpReply reply) {
        return reply.isEnhanced("5.7.20", "5.7.21", "5.7.22", "5.7.23", "5.7.24", "5.7.25", "5.7.26", "5.7.515");
    }

    private static boolean isMailboxFull(SmtpReply reply) {
        return reply.isEnhanced("5.2.2")
                || (reply.code() == 552 && reply.enhanced().isEmpty())
                || MailboxWords.sayItIsFull(reply.text());
    }

    private static boolean isAboutTheRecipient(SmtpReply reply) {
        boolean isToldByTheReplyCode = reply.code() == 551 || reply.code() == 553 || reply.code() == 556;
        return (isToldByTheReplyCode && !reply.isEnhanced("5.7."))
                || reply.isEnhanced("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");
    }

    private static Outcome pause(String kind, SmtpAnswer answer) {
        return new Outcome.Pause(Outcome.Pause.PROVIDER, reason(kind, answer));
    }

    private static Outcome later(String kind, SmtpAnswer answer) {
        return new Outcome.RetryLater(reason(kind, answer));
    }

    private static Outcome after(Duration wait, String kind, SmtpAnswer answer, Instant now) {
        return new Outcome.RetryAfter(RetryDelay.after(wait, now), reason(kind, answer));
    }

    private static Outcome rejected(String kind, Suppression suppression, SmtpAnswer answer) {
        return new Outcome.Rejected(reason(kind, answer), suppression);
    }

    private static Reason reason(String kind, SmtpAnswer answer) {
        String said = answer.reply().text().isEmpty()
                ? answer.detail()
                : answer.reply().text();
        String phase = answer.phase().name().toLowerCase(Locale.ROOT);
        return new Reason(kind, answer.reply().codes(), ProviderText.of(phase + ": " + said));
    }
}
