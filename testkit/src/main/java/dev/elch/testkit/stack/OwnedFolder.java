package dev.elch.testkit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary folders that carry the pid of their owner, and are deleted by the next one when that is gone. */
final class OwnedFolder {

    private OwnedFolder() {}

    static Path create(String prefix) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            deleteAbandoned(parent, prefix);
            return Files.createTempDirectory(
                    parent, prefix + "-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder in " + parent, e);
        }
    }

    private static void deleteAbandoned(Path parent, String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(folder -> folder.getFileName().toString().matches(prefix + "-\\d+-\\d+"))
                    .filter(folder -> !isOwnerAlive(folder))
                    .forEach(OwnedFolder::delete);
        }
    }

    private static boolean isOwnerAlive(Path folder) {
        String pid = folder.getFileName().toString().replaceFirst(".*-(\\d+)-\\d+$", "$1");
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /** Another process may be deleting the same folder. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException isBeingDeleted) {
            return;
        }
    }
}
