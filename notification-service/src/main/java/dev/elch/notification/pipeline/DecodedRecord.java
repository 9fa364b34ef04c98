package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.ClaimRequest;
import java.time.Instant;

/**
 * A record whose value could be read.
 *
 * @param incoming the record
 * @param headers what its headers say, completed by what the event says
 * @param signIn the event
 * @param request what the ledger is asked for on its behalf
 */
record DecodedRecord(IncomingRecord incoming, DeliveryHeaders headers, SignIn signIn, ClaimRequest request) {

    static DecodedRecord of(IncomingRecord incoming, SignIn signIn) {
        DeliveryHeaders headers = incoming.headers().identifiedBy(signIn.eventKey(), incoming.place());
        ClaimRequest request = new ClaimRequest(
                signIn.eventKey(),
                signIn.userId(),
                headers.round(),
                headers.attempt(),
                Fingerprint.of(signIn),
                MaskedAddress.orEmpty(signIn.email()),
                headers.isEdited(),
                incoming.place(),
                headers.endedClaim());
        return new DecodedRecord(incoming, headers, signIn, request);
    }

    /** {@code now}, but not before the record is due: until then it is not ours to claim, even if the clock is set back. */
    Instant notBeforeDue(Instant now) {
        Instant due = headers.dueAt();
        return due != null && now.isBefore(due) ? due : now;
    }

    /** The same record with an exception in its headers. */
    DecodedRecord describing(Throwable thrown) {
        return new DecodedRecord(UnforeseenFailure.described(incoming, thrown), headers, signIn, request);
    }
}
