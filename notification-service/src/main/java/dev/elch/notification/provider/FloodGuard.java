package dev.elch.notification.provider;

import dev.elch.notification.delivery.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects that many recent mails were refused for one cause that is unlikely to be the fault of each of them, such as a burst
 * of policy refusals or a bug in our template. From then on such a refusal becomes a Pause, so that one cause does not
 * dead-letter thousands of mails. The first accepted mail ends it.
 *
 * <p>A mail that was held back three times and is refused again keeps its refusal, or one bad mail could hold up all others
 * for ever. Safe for use by many threads at once.
 */
public final class FloodGuard {

    private static final Set<String> SUSPICIOUS = Set.of(ReasonKind.POLICY, ReasonKind.MESSAGE_BUG, ReasonKind.REFUSED);
    private static final int HELD_BACK_AT_MOST = 3;

    private final int window;
    private final int tooMany;
    private final Duration recent;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Integer> heldBack = new HashMap<>();
    private @Nullable String flood;

    /**
     * @param window how many answers are remembered
     * @param tooMany this many of them with one cause are a flood
     * @param recent older answers are forgotten
     */
    public FloodGuard(int window, int tooMany, Duration recent) {
        if (tooMany < 2 || tooMany > window) {
            throw new IllegalArgumentException("a flood of " + tooMany + " out of " + window + " cannot be detected");
        }
        this.window = window;
        this.tooMany = tooMany;
        this.recent = recent;
    }

    /** The outcome as it is, or a Pause in place of a refusal that is part of a flood. */
    public synchronized Outcome judge(String eventKey, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Accepted) {
            subside();
        }
        if (outcome instanceof Outcome.Pause || outcome instanceof Outcome.RetryLater) {
            return outcome;
        }
        String cause =
                outcome instanceof Outcome.Rejected rejected ? rejected.reason().kind() : "";
        remember(new Answer(cause, now));
        if (SUSPICIOUS.contains(cause) && isFlood(cause)) {
            return heldBack(eventKey, (Outcome.Rejected) outcome);
        }
        return outcome;
    }

    private void remember(Answer answer) {
        answers.addLast(answer);
        Instant tooOld = answer.at().minus(recent);
        while (answers.size() > window || answers.getFirst().at().isBefore(tooOld)) {
            answers.removeFirst();
        }
    }

    private boolean isFlood(String cause) {
        if (!cause.equals(flood)
                && answers.stream()
                                .filter(answer -> answer.cause().equals(cause))
                                .count()
                        >= tooMany) {
            flood = cause;
            heldBack.clear();
        }
        return cause.equals(flood);
    }

    private Outcome heldBack(String eventKey, Outcome.Rejected rejected) {
        int times = heldBack.merge(eventKey, 1, Integer::sum);
        if (times > HELD_BACK_AT_MOST) {
            heldBack.remove(eventKey);
            return rejected;
        }
        return new Outcome.Pause(Outcome.Pause.PROVIDER, rejected.reason());
    }

    private void subside() {
        if (flood != null) {
            flood = null;
            answers.clear();
            heldBack.clear();
        }
    }

    private record Answer(String cause, Instant at) {}
}
