package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStore;

/** mongo-java-server in this process, with its data in an H2 store that is committed before an answer goes out. */
public final class EmbeddedMongo implements AutoCloseable {

    /** Version of the store since documents and keys are BSON; before that they were in Java's serialization, and it was 0. */
    private static final int BSON = 1;

    /** A commit writes every page that was touched from end to end; the store's own 16 kB are for fewer, larger changes. */
    private static final int PAGE_BYTES = 4 * 1024;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final MongoListener listener;
    private final GroupCommit commits;
    private final H2Backend backend;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private EmbeddedMongo(MongoListener listener, GroupCommit commits, H2Backend backend) {
        this.listener = listener;
        this.commits = commits;
        this.backend = backend;
    }

    /**
     * Starts the server; it is ready when this returns.
     *
     * @param port fixed port on loopback; 0: a free one
     * @param data created if missing; used by one server at a time
     * @throws IllegalStateException if the port is taken, or the data were written by another version
     */
    public static EmbeddedMongo start(int port, Path data) {
        return on(open(data), port);
    }

    /** Starts a server on a free port that keeps its data in memory only: for tests that just need a database. */
    public static EmbeddedMongo inMemory() {
        return on(new MVStore.Builder().autoCommitDisabled().open(), 0);
    }

    /** @throws IllegalStateException if the documents in it have an encoding that this version cannot read */
    private static void requireOurEncoding(MVStore store, Path data) {
        boolean isNew = store.getMapNames().isEmpty();
        if (!isNew && store.getStoreVersion() != BSON) {
            store.closeImmediately();
            throw new IllegalStateException(
                    "the database in %s was written by another version of Elch, which stored documents in another way: use another folder, or delete this one (./run --fresh does)"
                            .formatted(data));
        }
        store.setStoreVersion(BSON);
    }

    private static EmbeddedMongo on(MVStore store, int port) {
        H2Backend backend = new IdFirstBackend(store);
        GroupCommit commits = new GroupCommit(store);
        try {
            return new EmbeddedMongo(MongoListener.bind(port, backend, commits), commits, backend);
        } catch (IllegalStateException taken) {
            commits.close();
            backend.close();
            throw taken;
        }
    }

    /** Nothing is written behind our back: a commit in the middle of a command would tear an index from its collection. */
    private static MVStore open(Path data) {
        MVStore store = new MVStore.Builder()
                .fileName(fileOfItsOwner(data).toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .pageSplitSize(PAGE_BYTES)
                .open();
        requireOurEncoding(store, data);
        // Space of older versions is used again at once: with a commit per answer the file would grow by gigabytes.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    /** Only its owner may read it, also when an earlier version made it: it holds addresses and sessions. */
    private static Path fileOfItsOwner(Path data) {
        Path file = data.resolve("mongo.h2");
        try {
            Files.createDirectories(data);
            boolean hasOwners = Files.getFileStore(data).supportsFileAttributeView("posix");
            if (hasOwners && !Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else if (hasOwners) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + file, e);
        }
    }

    public int port() {
        return listener.port();
    }

    /** Connection string of a database on this server. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /** What it is and how durable it is, for logs and benchmarks. */
    public String description() {
        return "mongo-java-server on H2, committed before the answer";
    }

    /** Closes connections, commits what is left; a second call does nothing. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        listener.close();
        commits.close();
        backend.close();
    }
}
