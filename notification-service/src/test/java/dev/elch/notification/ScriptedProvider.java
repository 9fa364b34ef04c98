package dev.elch.notification;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.MailProvider;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A provider that answers as the test says and remembers whom it was asked for. */
public final class ScriptedProvider implements MailProvider {

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Mail, Outcome> script = mail -> new Outcome.Accepted("receipt-" + mail.eventKey());

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Outcome send(Mail mail) {
        Instant at = Instant.now();
        Outcome outcome = script.apply(mail);
        asked.add(new Asked(mail.eventKey(), mail.to(), at, outcome));
        return outcome;
    }

    public void answer(Function<Mail, Outcome> answers) {
        script = answers;
    }

    public List<Asked> asked() {
        return asked;
    }

    public List<Asked> askedFor(String eventKey) {
        return asked.stream().filter(one -> one.eventKey().equals(eventKey)).toList();
    }

    public List<String> accepted() {
        return asked.stream()
                .filter(one -> one.outcome() instanceof Outcome.Accepted)
                .map(Asked::eventKey)
                .toList();
    }

    /** How many mails to an address it took. */
    public long acceptedFor(String address) {
        return asked.stream()
                .filter(one -> one.to().equals(address) && one.outcome() instanceof Outcome.Accepted)
                .count();
    }

    /** One mail that the provider was asked to take, and when. */
    public record Asked(String eventKey, String to, Instant at, Outcome outcome) {}
}
