package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.ClaimRequest;

/**
 * A record that could be read.
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
}
