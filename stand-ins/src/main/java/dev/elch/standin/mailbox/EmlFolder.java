package dev.elch.standin.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder with one {@code .eml} file for each mail, named by the mail's id. Any mail program opens them. */
final class EmlFolder {

    private static final String SUFFIX = ".eml";

    private final Path folder;

    EmlFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the mailbox folder " + folder, e);
        }
    }

    /** All mails, oldest first. */
    List<ReceivedMail> load() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> MailIds.isOne(nameOf(file)))
                    .sorted()
                    .map(EmlFolder::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mailbox folder " + folder, e);
        }
    }

    /** Writes the file so that it is there as a whole or not at all. */
    void write(ReceivedMail mail) {
        try {
            Path unfinished = folder.resolve(mail.id() + ".part");
            Files.write(unfinished, mail.source().bytes());
            Files.move(unfinished, file(mail), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the mailbox folder " + folder, e);
        }
    }

    void delete(ReceivedMail mail) {
        try {
            Files.deleteIfExists(file(mail));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete from the mailbox folder " + folder, e);
        }
    }

    private Path file(ReceivedMail mail) {
        return folder.resolve(mail.id() + SUFFIX);
    }

    private static ReceivedMail read(Path file) {
        try {
            return EnvelopeHeaders.mail(nameOf(file), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mail " + file, e);
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
    }
}
