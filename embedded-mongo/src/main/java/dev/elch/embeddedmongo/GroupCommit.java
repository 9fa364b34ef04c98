package dev.elch.embeddedmongo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changes on disk before anybody is told of them: one commit for all commands that ended since the last one.
 *
 * <p>H2's own background writer acknowledges first and writes within a second; a kill in between loses what a client was
 * told is safe, which a real MongoDB with its journal does not.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final MVStore store;
    private final ReadWriteLock commandsOrCommit = new ReentrantReadWriteLock();
    private final Thread committer = new Thread(this::commitAsNeeded, "database-commit");

    private List<Waiting> waiting = new ArrayList<>();
    private boolean isClosed;

    GroupCommit(MVStore store) {
        this.store = store;
        committer.setDaemon(true);
        committer.start();
    }

    /** Runs a command while no commit runs, so that what is committed is the state between commands. */
    void run(Command command) throws Exception {
        commandsOrCommit.readLock().lock();
        try {
            command.run();
        } finally {
            commandsOrCommit.readLock().unlock();
        }
    }

    /** Calls back, on the committing thread, when all that was changed up to now is on disk, or never will be. */
    synchronized void whenDurable(Runnable onDisk, Runnable failed) {
        if (isClosed) {
            failed.run();
            return;
        }
        waiting.add(new Waiting(onDisk, failed));
        notifyAll();
    }

    private void commitAsNeeded() {
        for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
            try {
                commit();
                group.forEach(answer -> answer.onDisk().run());
            } catch (RuntimeException e) {
                LOG.error("commit failed: {} changes are not acknowledged", group.size(), e);
                group.forEach(answer -> answer.failed().run());
            }
        }
    }

    private void commit() {
        commandsOrCommit.writeLock().lock();
        try {
            store.commit();
        } finally {
            commandsOrCommit.writeLock().unlock();
        }
        store.sync();
    }

    /** Empty: closed and nothing left. */
    private synchronized List<Waiting> next() {
        try {
            while (waiting.isEmpty() && !isClosed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Waiting> group = waiting;
        waiting = new ArrayList<>();
        return group;
    }

    /** Commits what is waiting and returns when that is done. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work of a command on the store. */
    interface Command {
        void run() throws Exception;
    }

    private record Waiting(Runnable onDisk, Runnable failed) {}
}
