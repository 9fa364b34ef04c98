package dev.elch.playground;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this machine that a test uses when they are there. */
final class Program {

    private Program() {}

    static boolean exists(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, name).canExecute());
    }

    /** What the program prints; fails with what it complains about when it does not end well. */
    static byte[] run(String... command) {
        return run(Path.of("").toAbsolutePath(), command);
    }

    static byte[] run(Path folder, String... command) {
        try {
            Path complaints = Files.createTempFile("complaints", ".txt");
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new AssertionError(List.of(command) + " ended with " + exitCode + ": "
                        + Files.readString(complaints) + new String(output, StandardCharsets.UTF_8));
            }
            Files.delete(complaints);
            return output;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + List.of(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + List.of(command), e);
        }
    }
}
