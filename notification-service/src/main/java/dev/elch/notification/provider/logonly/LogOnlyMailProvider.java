package dev.elch.notification.provider.logonly;

import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts every mail and only logs a line about it; for machines that must not send mail. */
final class LogOnlyMailProvider implements MailProvider {

    static final String NAME = "log";

    private static final Logger log = LoggerFactory.getLogger(LogOnlyMailProvider.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome send(Mail mail) {
        log.info(
                "event {}: mail to {} only logged, {} characters of text, language {}",
                mail.eventKey(),
                MaskedAddress.of(mail.to()),
                mail.text().length(),
                mail.language());
        return new Outcome.Accepted("logged only");
    }
}
