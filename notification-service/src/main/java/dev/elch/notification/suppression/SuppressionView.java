package dev.elch.notification.suppression;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A suppression as the API shows it: without the address, which is not kept. */
record SuppressionView(
        @Schema(description = "Keyed hash of the address") String id,

        @Schema(description = "Why, such as bad_address, mailbox_full, spam_report or unsubscribed")
        String kind,

        Instant since,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When it ends by itself; missing when only an operator ends it")
        @Nullable
        Instant until) {

    static SuppressionView of(String id, SuppressedAddress address) {
        boolean isIndefinite = address.until().equals(SuppressedAddress.INDEFINITE);
        return new SuppressionView(id, address.kind(), address.since(), isIndefinite ? null : address.until());
    }
}
