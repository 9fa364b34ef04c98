package dev.elch.dlq.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Looks whether the broker answers and has the topics that this service reads and writes. */
final class KafkaStartCheck implements StartCheck {

    private final Map<String, Object> settings;
    private final List<String> topics;
    private final String remedy;

    /** @param remedy what to do when one of the topics is not there */
    KafkaStartCheck(Map<String, Object> settings, List<String> topics, String remedy) {
        this.settings = settings;
        this.topics = topics;
        this.remedy = remedy;
    }

    @Override
    public Optional<MissingPieceException> missing(Duration patience) {
        try (Admin admin = Admin.create(waitingAtMost(patience))) {
            Set<String> there = admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            List<String> absent = new ArrayList<>(topics);
            absent.removeAll(there);
            return absent.isEmpty() ? Optional.empty() : Optional.of(withoutTopics(absent));
        } catch (ExecutionException | TimeoutException unanswered) {
            return Optional.of(withoutBroker());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(withoutBroker());
        } catch (RuntimeException unusable) {
            return Optional.of(withoutBroker());
        }
    }

    /** Closing a client waits for its calls, so these have to end in time by themselves. */
    private Map<String, Object> waitingAtMost(Duration patience) {
        Map<String, Object> bounded = new HashMap<>(settings);
        int millis = Math.toIntExact(Math.max(1, patience.toMillis()));
        bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return bounded;
    }

    private MissingPieceException withoutBroker() {
        return new MissingPieceException(
                "The broker does not answer at " + settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG) + ".",
                "Start Kafka there, or set spring.kafka.bootstrap-servers (SPRING_KAFKA_BOOTSTRAP_SERVERS).");
    }

    private MissingPieceException withoutTopics(List<String> absent) {
        return new MissingPieceException("The broker has no topic " + String.join(", ", absent) + ".", remedy);
    }
}
