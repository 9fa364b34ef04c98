package dev.elch.standin.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All mails, in the order they came; in memory and, when there is a folder, also in files. Safe for many threads. */
final class StoredMails {

    private final List<ReceivedMail> oldestFirst = new ArrayList<>();
    private final @Nullable EmlFolder folder;
    private long changes;

    StoredMails(@Nullable EmlFolder folder) {
        this.folder = folder;
        if (folder != null) {
            oldestFirst.addAll(folder.load());
        }
    }

    /** Keeps a mail. When this returns the mail is in its file. */
    synchronized void add(ReceivedMail mail) {
        if (folder != null) {
            folder.write(mail);
        }
        oldestFirst.add(mail);
        changed();
    }

    synchronized void clear() {
        if (folder != null) {
            oldestFirst.forEach(folder::delete);
        }
        oldestFirst.clear();
        changed();
    }

    synchronized List<ReceivedMail> newestFirst() {
        List<ReceivedMail> mails = new ArrayList<>(oldestFirst);
        Collections.reverse(mails);
        return mails;
    }

    synchronized Optional<ReceivedMail> find(String id) {
        return oldestFirst.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** The oldest mail that fits, waiting for it when it is not there yet; empty when the time is over. */
    synchronized Optional<ReceivedMail> await(Predicate<ReceivedMail> wanted, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = 0;
        long seenChanges = changes;
        while (true) {
            for (; seen < oldestFirst.size(); seen++) {
                if (wanted.test(oldestFirst.get(seen))) {
                    return Optional.of(oldestFirst.get(seen));
                }
            }
            if (awaitChange(seenChanges, Duration.ofNanos(deadline - System.nanoTime())) == seenChanges) {
                return Optional.empty();
            }
            seen = Math.min(seen, oldestFirst.size());
            seenChanges = changes;
        }
    }

    /** How often the mailbox has changed; grows with every arrival, every clearing and every turn of the switch. */
    synchronized long changes() {
        return changes;
    }

    /** Waits until the mails have changed more often than {@code seen}, or the time is over; returns how often they have. */
    synchronized long awaitChange(long seen, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long restMillis = limit.toMillis();
        while (changes == seen && restMillis > 0) {
            wait(restMillis);
            restMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return changes;
    }

    /** Tells all that wait for a change to look again. */
    synchronized void changed() {
        changes++;
        notifyAll();
    }
}
