package dev.elch.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry in trouble makes no dead letter of a good record. */
class RegistryTroubleTest {

    private static final byte[] SCHEMA_7 = {0, 0, 0, 0, 7, 2, 4, 6};

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
    void a_refused_call_says_nothing_about_the_record(int status) throws IOException {
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        registry.start();
        try (Deserializer<UserSignedIn> deserializer =
                deserializer(registry.getAddress().getPort(), Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, SCHEMA_7))
                    .isInstanceOf(RegistryUnavailableException.class);
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void a_registry_that_accepts_and_says_nothing_is_waited_for_within_the_limit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Deserializer<UserSignedIn> deserializer = deserializer(silent.getLocalPort(), Duration.ofMillis(300))) {
            long begun = System.nanoTime();

            for (int record = 0; record < 3; record++) {
                assertThatThrownBy(() -> deserializer.deserialize(Topics.USER_SIGNED_IN, SCHEMA_7))
                        .isInstanceOf(RegistryUnavailableException.class)
                        .hasCauseInstanceOf(TimeoutException.class);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void throttling_without_a_cause_says_nothing_about_the_record() {
        RegistryFailures failures = new RegistryFailures(URI.create("http://127.0.0.1:1"));

        assertThat(failures.translate(new ThrottlingQuotaExceededException("too many requests"), "reading"))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(failures.translate(new IllegalArgumentException("bad bytes"), "reading"))
                .isInstanceOf(SerializationException.class);
    }

    private static Deserializer<UserSignedIn> deserializer(int port, Duration limit) {
        return WireFormat.deserializer(
                URI.create("http://127.0.0.1:" + port + "/apis/registry/v3"), UserSignedIn.class, limit);
    }
}
