package dev.elch.testkit.stack.registry;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the registry server's files, which the build of the testkit unpacks into its target folder. */
final class RegistryHome {

    /** System property that names another folder. */
    static final String PROPERTY = "elch.registry.home";

    private static final Path UNPACKED = Path.of("testkit", "target", "registry-server");

    private RegistryHome() {}

    static Path runnerJar() {
        Path home = Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> above(ourOwnPlace()))
                .or(() -> above(Path.of("").toAbsolutePath()))
                .orElseThrow(() -> new IllegalStateException(
                        "the registry server is not unpacked: build the testkit, or name its folder with -D"
                                + PROPERTY));
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no *-runner.jar in " + home));
        } catch (IOException e) {
            throw new IllegalStateException("cannot look into " + home, e);
        }
    }

    /** Our class path entry lies somewhere below the root of the build. */
    private static Optional<Path> above(Path place) {
        return Stream.iterate(place, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(UNPACKED))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Path ourOwnPlace() {
        try {
            return Path.of(RegistryHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | RuntimeException insideAnotherJar) {
            return Path.of("").toAbsolutePath();
        }
    }
}
