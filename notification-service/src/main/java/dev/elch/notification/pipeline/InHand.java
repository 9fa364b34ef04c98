package dev.elch.notification.pipeline;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.MaskedAddress;
import dev.elch.notification.delivery.Fingerprint;
import dev.elch.notification.delivery.SignIn;
import dev.elch.notification.ledger.ClaimRequest;

/**
 * A record that could be read.
 *
 * @param arrival the record
 * @param headers what its headers say, completed by what the event says
 * @param signIn the event
 * @param request what the ledger is asked for on its behalf
 */
record InHand(Arrival arrival, DeliveryHeaders headers, SignIn signIn, ClaimRequest request) {

    static InHand of(Arrival arrival, SignIn signIn) {
        DeliveryHeaders headers = arrival.headers().identifiedBy(signIn.eventKey(), arrival.place());
        ClaimRequest request = new ClaimRequest(
                signIn.eventKey(),
                signIn.userId(),
                headers.round(),
                headers.attempt(),
                Fingerprint.of(signIn),
                MaskedAddress.orEmpty(signIn.email()),
                headers.isEdited(),
                arrival.place(),
                headers.endedClaim());
        return new InHand(arrival, headers, signIn, request);
    }
}
