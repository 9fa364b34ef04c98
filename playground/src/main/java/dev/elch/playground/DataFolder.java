package dev.elch.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds what outlives a stop. One playground at a time has it; it is recognised by a marker file. */
final class DataFolder implements AutoCloseable {

    private static final String MARKER = "elch-data";
    private static final String LOCK = "lock";
    private static final Set<String> STAYING = Set.of(MARKER, LOCK);

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, creating it when it is missing.
     *
     * @param fresh whether to empty it first
     * @throws CannotStart when another program made it, or it is in use
     */
    static DataFolder open(Path path, boolean fresh) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            claim(folder);
            closeToOthers(folder);
            DataFolder data = new DataFolder(folder, locked(folder));
            if (fresh) {
                data.empty();
            }
            return data;
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder " + folder + " cannot be used: " + e + ". Choose another with --data DIR.", e);
        }
    }

    Path path() {
        return folder;
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path part(String name) {
        return folder.resolve(name);
    }

    private static void claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path marker = folder.resolve(MARKER);
        if (Files.exists(marker)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new CannotStart("The folder " + folder + " is not empty and not ours (it has no file " + MARKER
                        + "). Choose another with --data DIR.");
            }
        }
        Files.writeString(
                marker, "The data of an Elch playground. It may be deleted while the playground is stopped.\n");
    }

    /** In it are addresses, mails and secrets: on a machine with several users they are for one of them. */
    private static void closeToOthers(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new CannotStart("Elch is running already with the data in " + folder
                    + ". Stop it with Ctrl-C, or start a second one with --data DIR.");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void empty() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean stays = folder.equals(file.getParent()) && STAYING.contains(String.valueOf(file.getFileName()));
                if (!stays) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                if (!visited.equals(folder)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
