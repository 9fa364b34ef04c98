package dev.elch.notification.mail;

import dev.elch.contract.DisputeLink;
import dev.elch.contract.UserAgents;
import dev.elch.notification.delivery.Delivery;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.MailContent.Advice;
import dev.elch.notification.mail.MailContent.Fact;
import dev.elch.notification.mail.MailContent.NotMe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts one sign-in into the words of one language. */
final class MailContentWriter {

    private final MailProperties mail;
    private final DisputeLinkProperties dispute;
    private final DisputeLink link;
    private final MailLanguage language;
    private final MailTexts texts;

    MailContentWriter(MailProperties mail, DisputeLinkProperties dispute, MailLanguage language) {
        this.mail = mail;
        this.dispute = dispute;
        this.link = dispute.link();
        this.language = language;
        this.texts = new MailTexts(language);
    }

    String subject() {
        return texts.get("subject", Map.of("app", mail.appName()));
    }

    MailContent write(Delivery delivery) {
        SignIn signIn = delivery.signIn();
        return new MailContent(
                language.locale().toLanguageTag(),
                mail.appName(),
                texts.get("heading"),
                texts.get(signIn.newDevice() ? "lead.new" : "lead.known", app()),
                texts.get("facts"),
                facts(signIn),
                texts.get("it.was.you"),
                notMe(delivery),
                advice(signIn),
                texts.get("why"),
                texts.get("event", Map.of("event", signIn.eventKey())));
    }

    private List<Fact> facts(SignIn signIn) {
        String unknown = texts.get("unknown");
        return List.of(
                new Fact(texts.get("fact.who"), who(signIn)),
                new Fact(texts.get("fact.when"), language.moment(signIn.occurredAt(), mail.zone())),
                new Fact(texts.get("fact.device"), device(signIn)),
                new Fact(texts.get("fact.ip"), IpLiteral.of(signIn.ipAddress()).orElse(unknown)),
                new Fact(texts.get("fact.service"), service(signIn).orElse(unknown)));
    }

    static String who(SignIn signIn) {
        String login = MaskedLogin.of(signIn.login());
        return DisplayText.of(signIn.name())
                .map(name -> name + " (" + login + ")")
                .orElse(login);
    }

    String device(SignIn signIn) {
        String name = UserAgents.recognise(signIn.userAgent()).name().orElse(texts.get("unknown"));
        return signIn.newDevice() ? name + " (" + texts.get("fact.device.new") + ")" : name;
    }

    private static Optional<String> service(SignIn signIn) {
        return isGitHub(signIn) ? Optional.of("GitHub") : DisplayText.of(signIn.provider());
    }

    private static boolean isGitHub(SignIn signIn) {
        return signIn.provider().equals("github");
    }

    private NotMe notMe(Delivery delivery) {
        // Counted from the first attempt, so that every attempt sends the same mail.
        Instant until = delivery.firstAttemptAt().plus(dispute.validity());
        return new NotMe(
                texts.get("not.me"),
                texts.get("not.me.text"),
                notMeUrl(delivery.signIn(), delivery.signIn().email(), until),
                texts.get("not.me.hint", app()),
                texts.get("not.me.until", Map.of("until", language.moment(until, mail.zone()))));
    }

    /**
     * Where the sign-in can be disputed {@code until}; only if {@code recipient} is the address of the account that signed in.
     */
    String notMeUrl(SignIn signIn, @Nullable String recipient, Instant until) {
        return mail.appUrl()
                + DisputeLink.PATH
                + link.sign(
                        dispute.signingKey(),
                        signIn.eventKey(),
                        signIn.userId(),
                        recipient == null ? "" : recipient,
                        until);
    }

    Advice advice(SignIn signIn) {
        return new Advice(
                texts.get("advice"),
                List.of(
                        service(signIn)
                                .map(service -> texts.get("advice.federated", Map.of("service", service)))
                                .orElseGet(() -> texts.get("advice.federated.unknown")),
                        texts.get(isGitHub(signIn) ? "advice.github" : "advice.other"),
                        texts.get("advice.never.ask")));
    }

    Map<String, String> app() {
        return Map.of("app", mail.appName(), "host", mail.appHost());
    }
}
