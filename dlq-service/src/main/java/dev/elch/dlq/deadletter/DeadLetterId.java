package dev.elch.dlq.deadletter;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.contract.EventKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dead letter's identity: the event and the round in which its delivery failed. Written {@code <eventKey>~<round>}, which is
 * safe in a URL path and unambiguous, because an event key has no {@code ~}.
 *
 * @param eventKey the event's key or, when the record has none that can be trusted, {@code at:} and its position
 * @param round 0 when the first pass failed, 1 when the first replay failed, and so on
 */
public record DeadLetterId(String eventKey, int round) {

    private static final Pattern FORM = Pattern.compile("(?<key>[^~]{1,128})~(?<round>\\d{1,3})");
    private static final String AT = "at:";

    public DeadLetterId {
        if (!EventKeys.isAcceptable(eventKey)) {
            throw new IllegalArgumentException("event key \"" + eventKey + "\" is not acceptable");
        }
        if (round < 0 || round > DeliveryHeaders.MAX_ROUND) {
            throw new IllegalArgumentException("round " + round + " is not within 0.." + DeliveryHeaders.MAX_ROUND);
        }
    }

    /** The identity of a record that brings none of its own. */
    public static DeadLetterId at(RawRecord record, int round) {
        String key = AT + record.position();
        return new DeadLetterId(key.length() <= 128 ? key : key.substring(key.length() - 128), round);
    }

    public static Optional<DeadLetterId> parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean isId = form.matches()
                && EventKeys.isAcceptable(form.group("key"))
                && Integer.parseInt(form.group("round")) <= DeliveryHeaders.MAX_ROUND;
        return isId
                ? Optional.of(new DeadLetterId(form.group("key"), Integer.parseInt(form.group("round"))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return eventKey + "~" + round;
    }
}
