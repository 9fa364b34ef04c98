package dev.elch.notification.digest;

import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.delivery.Reason;
import dev.elch.notification.delivery.Suppression;
import dev.elch.notification.mail.DigestMailWriter;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.mail.RefusedMailException;
import dev.elch.notification.mail.SignInDigest;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.suppression.SuppressedAddresses;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers digests that are due, one at a time. Not for use by many threads, but by many instances. */
final class DigestDelivery {

    private static final Logger log = LoggerFactory.getLogger(DigestDelivery.class);

    private final Digests digests;
    private final DigestMailWriter writer;
    private final MailProvider provider;
    private final SuppressedAddresses suppressed;
    private final DigestProperties properties;
    private final boolean resendsUnknown;
    private final DeliveryMeters meters;
    private final Clock clock;
    private Instant pausedUntil = Instant.MIN;

    /** @param resendsUnknown whether a digest that may be out is sent once more */
    DigestDelivery(
            Digests digests,
            DigestMailWriter writer,
            MailProvider provider,
            SuppressedAddresses suppressed,
            DigestProperties properties,
            boolean resendsUnknown,
            DeliveryMeters meters,
            Clock clock) {
        this.digests = digests;
        this.writer = writer;
        this.provider = provider;
        this.suppressed = suppressed;
        this.properties = properties;
        this.resendsUnknown = resendsUnknown;
        this.meters = meters;
        this.clock = clock;
    }

    /** Delivers one digest, if one is due; true when there may be another. Blocks as long as the provider may. */
    boolean deliverNext() {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return false;
        }
        Optional<DigestClaim> claimed = digests.claimDue(now);
        claimed.ifPresent(this::deliver);
        return claimed.isPresent();
    }

    private void deliver(DigestClaim claim) {
        if (!DigestSettlement.mayBeSentAgain(claim.unknowns(), resendsUnknown)) {
            Reason lost = Reason.of("unknown", "the mail may have been accepted, its answer was lost");
            settle(claim, DigestVerdict.unknown(claim, claim.unknowns(), lost));
        } else if (clock.instant().isAfter(claim.due().plus(properties.notAfter()))) {
            settle(claim, DigestState.DROPPED, Reason.of("expired", "the digest comes too late"));
        } else {
            digests.read(claim, properties.listed())
                    .ifPresentOrElse(
                            digest -> deliver(claim, digest),
                            () -> settle(claim, DigestState.DROPPED, Reason.of("empty", "nothing to tell")));
        }
    }

    private void deliver(DigestClaim claim, SignInDigest digest) {
        Mail mail;
        try {
            mail = writer.write(digest);
        } catch (RefusedMailException e) {
            settle(claim, DigestState.DEAD, e.reason());
            return;
        }
        if (suppressed.covers(mail.to(), clock.instant())) {
            settle(claim, DigestState.DROPPED, Reason.of("suppressed_address", "the address gets no mail"));
        } else if (digests.handOver(claim, clock.instant())) {
            send(claim, mail);
        } else {
            log.info("digest {}: another instance has taken it over", claim.key());
        }
    }

    private void send(DigestClaim claim, Mail mail) {
        Outcome outcome = handedOver(claim, mail);
        Instant now = clock.instant();
        DigestVerdict verdict = outcome.settle(new DigestSettlement(claim, properties, resendsUnknown, now));
        if (outcome instanceof Outcome.Pause) {
            pausedUntil = now.plus(properties.pause());
        }
        suppressed.add(mail.to(), verdict.suppression(), verdict.reason(), now);
        settle(claim, verdict);
    }

    private Outcome handedOver(DigestClaim claim, Mail mail) {
        try {
            return provider.send(mail);
        } catch (RuntimeException e) {
            log.error("digest {}: {} failed in an unforeseen way", claim.key(), provider.name(), e);
            return new Outcome.Ambiguous(Reason.of("provider_bug", e.getClass().getSimpleName()));
        }
    }

    private void settle(DigestClaim claim, DigestState state, Reason reason) {
        settle(claim, DigestVerdict.settled(claim, state, reason, Suppression.NONE));
    }

    private void settle(DigestClaim claim, DigestVerdict verdict) {
        boolean isRecorded = digests.settle(claim, verdict, clock.instant());
        meters.digest(verdict.state().name());
        log.info(
                "digest {} attempt {}: {} ({}), next try {}{}",
                claim.key(),
                claim.attempt(),
                verdict.state(),
                verdict.reason().kind(),
                verdict.nextAt() == null ? "none" : verdict.nextAt(),
                isRecorded ? "" : "; not recorded, another instance has taken it over");
    }
}
