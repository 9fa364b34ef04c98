package dev.elch.contract;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The names of the topics. The deployment creates them: no broker of ours creates a topic because of a write to it. */
public final class Topics {

    /** One {@link UserSignedIn} for every sign-in; key {@code userId}. */
    public static final String USER_SIGNED_IN = "user-signed-in";

    /** Events that cannot be delivered; value bytes as they came, {@link DeliveryHeaders} say why. Kept for 30 days. */
    public static final String DEAD_LETTERS = USER_SIGNED_IN + ".dlt";

    /** Where dead letters come back. Only dlq-service writes here, and it writes nowhere else: it cannot forge a sign-in. */
    public static final String REPLAY = USER_SIGNED_IN + ".replay";

    /** One {@link NotificationSettled} for every final outcome; key {@code eventKey}. */
    public static final String NOTIFICATION_SETTLED = "notification-settled";

    /** What mail providers report about accepted mails; key {@code eventKey}. */
    public static final String MAIL_EVENTS = "mail-events";

    /** The retry chain, shortest wait first. */
    public static final List<RetryTopic> RETRIES = List.of(
            new RetryTopic(USER_SIGNED_IN + ".retry-1s", Duration.ofSeconds(1)),
            new RetryTopic(USER_SIGNED_IN + ".retry-5s", Duration.ofSeconds(5)),
            new RetryTopic(USER_SIGNED_IN + ".retry-30s", Duration.ofSeconds(30)),
            new RetryTopic(USER_SIGNED_IN + ".retry-2m", Duration.ofMinutes(2)),
            new RetryTopic(USER_SIGNED_IN + ".retry-10m", Duration.ofMinutes(10)));

    /** Largest batch on a topic where an event begins, in bytes, compressed or not. */
    public static final int LARGEST_RECORD = 1024 * 1024;

    /**
     * Largest batch on a topic that takes copies of events (retries, dead letters, replays), in bytes. A copy bears headers,
     * and what its producer had compressed is sent on as it is.
     */
    public static final int LARGEST_COPY = 10 * LARGEST_RECORD;

    private Topics() {}

    /** Every topic that a deployment has to create. */
    public static List<String> all() {
        return Stream.concat(
                        Stream.of(USER_SIGNED_IN, DEAD_LETTERS, REPLAY, NOTIFICATION_SETTLED, MAIL_EVENTS),
                        RETRIES.stream().map(RetryTopic::name))
                .toList();
    }

    /** Whether copies of events are written to {@code topic}. */
    public static boolean isForCopies(String topic) {
        return topic.equals(DEAD_LETTERS)
                || topic.equals(REPLAY)
                || RETRIES.stream().anyMatch(retry -> retry.name().equals(topic));
    }

    /** The registry subject of a topic's values (Confluent's TopicNameStrategy). */
    public static String valueSubject(String topic) {
        return topic + "-value";
    }

    /**
     * One step of the retry chain.
     *
     * @param name topic name
     * @param delay how long a record waits there before its next attempt
     */
    public record RetryTopic(String name, Duration delay) {}
}
