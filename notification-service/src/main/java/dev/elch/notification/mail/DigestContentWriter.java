package dev.elch.notification.mail;

import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.mail.DigestContent.Entry;
import dev.elch.notification.mail.MailContent.Fact;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a digest into the words of one language. */
final class DigestContentWriter {

    private final MailProperties mail;
    private final DisputeLinkProperties dispute;
    private final MailLanguage language;
    private final MailTexts texts;
    private final MailContentWriter single;

    DigestContentWriter(MailProperties mail, DisputeLinkProperties dispute, MailLanguage language) {
        this.mail = mail;
        this.dispute = dispute;
        this.language = language;
        this.texts = new MailTexts(language);
        this.single = new MailContentWriter(mail, dispute, language);
    }

    String subject(SignInDigest digest) {
        return counted("digest.subject", digest);
    }

    DigestContent write(SignInDigest digest) {
        Instant until = digest.date().plus(dispute.validity());
        return new DigestContent(
                language.locale().toLanguageTag(),
                mail.appName(),
                counted("digest.heading", digest),
                texts.get("digest.lead", single.app()),
                texts.get("digest.facts"),
                facts(digest),
                texts.get("digest.list"),
                digest.listed().stream()
                        .map(signIn -> entry(signIn, digest.latest().email(), until))
                        .toList(),
                more(digest),
                texts.get("digest.it.was.you"),
                texts.get("not.me"),
                texts.get("digest.not.me.hint", single.app()),
                texts.get("not.me.until", Map.of("until", moment(until))),
                single.advice(digest.latest()),
                texts.get("digest.why"),
                texts.get("digest.number", Map.of("number", digest.key())));
    }

    private String counted(String key, SignInDigest digest) {
        Map<String, String> values = new HashMap<>(single.app());
        values.put("count", Integer.toString(digest.count()));
        return texts.get(digest.count() == 1 ? key + ".one" : key, values);
    }

    private List<Fact> facts(SignInDigest digest) {
        return List.of(
                new Fact(texts.get("fact.who"), MailContentWriter.who(digest.latest())),
                new Fact(texts.get("digest.fact.count"), Integer.toString(digest.count())),
                new Fact(texts.get("digest.fact.first"), moment(digest.first())),
                new Fact(texts.get("digest.fact.last"), moment(digest.latest().occurredAt())));
    }

    private Entry entry(SignIn signIn, @Nullable String recipient, Instant until) {
        return new Entry(
                moment(signIn.occurredAt()),
                single.device(signIn),
                IpLiteral.of(signIn.ipAddress()).orElse(texts.get("unknown")),
                single.notMeUrl(signIn, recipient, until));
    }

    private String more(SignInDigest digest) {
        int more = digest.count() - digest.listed().size();
        return more == 0 ? "" : texts.get("digest.more", Map.of("more", Integer.toString(more)));
    }

    private String moment(Instant instant) {
        return language.moment(instant, mail.zone());
    }
}
