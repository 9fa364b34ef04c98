package dev.elch.dlq.intake;

import dev.elch.dlq.deadletter.Bytes;
import dev.elch.dlq.deadletter.Payload;

/** Reads what a record's value says. */
public interface PayloadDecoder {

    /**
     * Never fails for what the bytes are: bytes that make no sense are {@link Payload.Undecodable}.
     *
     * @throws IllegalStateException when the schema registry does not answer
     */
    Payload decode(Bytes value);
}
