package dev.elch.contract;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Tells a registry that cannot be asked from a record that cannot be read, whatever the vendor's library throws. */
final class RegistryFailures {

    /** Too slow, too often, or not with our credentials: says nothing about the record. */
    private static final Set<Integer> ABOUT_THE_CALL = Set.of(401, 403, 407, 408, 425, 429);

    private final URI registry;

    RegistryFailures(URI registry) {
        this.registry = registry;
    }

    /** What to throw instead of {@code failure}; {@code what} says what was being done to which topic. */
    KafkaException translate(RuntimeException failure, String what) {
        return causes(failure)
                .filter(RegistryFailures::isOfTheRegistry)
                .findFirst()
                .<KafkaException>map(cause -> new RegistryUnavailableException(registry, cause))
                .orElseGet(() -> new SerializationException(what + ": " + messageOf(failure), failure));
    }

    /** The innermost message: the vendors' libraries wrap Avro's, which names the record and the field. */
    private static @Nullable String messageOf(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce(failure.getMessage(), (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static boolean isOfTheRegistry(Throwable cause) {
        boolean isBrokenConnection = cause instanceof IOException && !isThrownByAvro(cause);
        int status = statusOf(cause);
        return isBrokenConnection
                || cause instanceof RetriableException
                || status >= 500
                || ABOUT_THE_CALL.contains(status);
    }

    /** Avro reports truncated bytes as an IOException too. */
    private static boolean isThrownByAvro(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.avro.");
    }

    /** HTTP status that a client library put into its exception: Kiota's under Apicurio, or Confluent's; 0: none. */
    private static int statusOf(Throwable cause) {
        Integer kiota = intProperty(cause, "getResponseStatusCode");
        Integer status = kiota == null ? intProperty(cause, "getStatus") : kiota;
        return status == null ? 0 : status;
    }

    private static @Nullable Integer intProperty(Throwable cause, String getter) {
        try {
            return cause.getClass().getMethod(getter).invoke(cause) instanceof Integer status ? status : null;
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
