package dev.elch.dlq.replay;

import dev.elch.contract.Topics;
import dev.elch.dlq.problem.InvalidFieldException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where dead letters may be sent: to the replay topic, and to topics outside Elch that the configuration allows. The outcome of what
 * goes to those is unknown.
 */
public final class ReplayTopics {

    private final List<String> others;

    /** @throws IllegalArgumentException when one of them is a topic of Elch: there a dead letter could pass for a sign-in */
    ReplayTopics(List<String> others) {
        for (String topic : others) {
            if (Topics.all().contains(topic)) {
                throw new IllegalArgumentException("elch.replay.topics has \"" + topic
                        + "\", which is a topic of Elch: take it out. The replay topic is always allowed, and all others"
                        + " of Elch never are.");
            }
            if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
                throw new IllegalArgumentException(
                        "elch.replay.topics has \"" + topic + "\", which is no name of a topic");
            }
        }
        this.others = List.copyOf(new LinkedHashSet<>(others));
    }

    /** All that are allowed; the first is meant when an order names none. */
    public List<String> allowed() {
        List<String> allowed = new ArrayList<>(List.of(Topics.REPLAY));
        allowed.addAll(others);
        return List.copyOf(allowed);
    }

    /** Those that are not Elch's. */
    public List<String> others() {
        return others;
    }

    /**
     * The topic that an order means.
     *
     * @param named null: none
     * @throws InvalidFieldException when it is not allowed
     */
    public String meant(@Nullable String named) {
        if (named == null) {
            return Topics.REPLAY;
        }
        if (!allowed().contains(named)) {
            throw new InvalidFieldException(
                    "topic", "must be one of " + String.join(", ", allowed()) + " (elch.replay.topics)");
        }
        return named;
    }

    /** Whether what is sent there comes out of {@code notification-settled}. */
    public static boolean isFollowed(String topic) {
        return topic.equals(Topics.REPLAY);
    }
}
