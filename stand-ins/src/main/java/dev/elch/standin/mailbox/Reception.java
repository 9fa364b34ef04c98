package dev.elch.standin.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.RejectException;

/**
 * Decides what the mail server answers to a recipient and to a whole mail: the switch first, then the
 * {@link RecipientBehaviour}. Safe for many threads.
 */
final class Reception implements AutoCloseable {

    /** The try at which {@link RecipientBehaviour#LATER} is accepted. */
    private static final int GOOD_TRY = 3;

    private final RefusalSwitch refusals;
    private final Duration slow;
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param slow how long the answer to a mail for {@link RecipientBehaviour#SLOW} takes */
    Reception(RefusalSwitch refusals, Duration slow) {
        this.refusals = refusals;
        this.slow = slow;
    }

    /** Returns when the recipient is accepted; the exception holds the answer to one that is not. */
    void admit(String recipient) throws RejectException {
        if (refusals.onUntil().isPresent()) {
            throw new RejectException(550, "The mailbox is set to refuse everything for a while");
        }
        switch (RecipientBehaviour.of(recipient)) {
            case REFUSED -> throw new RejectException(550, "5.1.1 No such user: " + recipient);
            case FULL -> throw new RejectException(552, "5.2.2 The mailbox is full: " + recipient);
            case DOWN -> throw new DropConnectionException(421, "4.3.2 The mail server shuts down");
            case LATER -> {
                if (!isGoodTry(recipient.toLowerCase(Locale.ROOT))) {
                    throw new RejectException(451, "4.3.0 Try again later: " + recipient);
                }
            }
            case SLOW, LOST, ACCEPTED -> {
                // These differ only once the whole mail is there.
            }
        }
    }

    /** Whether the connection is to be cut instead of an answer to the mail. */
    boolean losesAnswer(List<String> recipients) {
        return isAny(RecipientBehaviour.LOST, recipients);
    }

    /** Waits as long as the slowest recipient makes the sender wait, or until the server is closed. */
    void delayAnswer(List<String> recipients) throws InterruptedException {
        if (isAny(RecipientBehaviour.SLOW, recipients) && closed.await(slow.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the mail server was closed");
        }
    }

    /** Ends every wait. */
    @Override
    public void close() {
        closed.countDown();
    }

    private static boolean isAny(RecipientBehaviour behaviour, List<String> recipients) {
        return recipients.stream().map(RecipientBehaviour::of).anyMatch(behaviour::equals);
    }

    /** Counts this try; after a good one the count starts again, with the next mail. */
    private boolean isGoodTry(String recipient) {
        return tries.compute(recipient, (unused, before) -> {
                    int now = before == null ? 1 : before + 1;
                    return now < GOOD_TRY ? now : null;
                })
                == null;
    }
}
