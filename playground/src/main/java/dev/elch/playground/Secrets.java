package dev.elch.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that the services share, made once and kept in files that only their owner can read. */
final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The secret of that name, in base64; the same on every call and after every restart. */
    synchronized String named(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the secret " + file, e);
        }
    }

    private void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Files.createDirectories(folder);
        boolean hasOwners = Files.getFileStore(folder).supportsFileAttributeView("posix");
        if (hasOwners) {
            Files.createFile(file, onlyForTheOwner());
        }
        Files.writeString(
                file,
                Base64.getEncoder().encodeToString(secret) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    private static FileAttribute<?> onlyForTheOwner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }
}
