package dev.elch.dlq.deadletter;

/** Reads what a record's value says. */
public interface Payloads {

    /**
     * Never fails for what the bytes are: bytes that make no sense are {@link Payload.Undecodable}.
     *
     * @throws IllegalStateException when it can not be told now, because the schema registry does not answer
     */
    Payload decode(Bytes value);
}
