package dev.elch.contract;

import java.net.URI;
import org.apache.kafka.common.errors.RetriableException;

/** The schema registry had to be asked and did not answer: nothing is wrong with the record, try again later. */
public final class RegistryUnavailableException extends RetriableException {

    RegistryUnavailableException(URI registry, Throwable cause) {
        super(
                "schema registry %s does not answer (%s): start it, or set elch.registry.url"
                        .formatted(
                                registry,
                                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
    }
}
