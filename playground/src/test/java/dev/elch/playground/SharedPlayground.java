package dev.elch.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one playground for all of them; it is stopped after the last. */
final class SharedPlayground implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningPlayground.class;
    }

    @Override
    public RunningPlayground resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        RunningPlayground.class,
                        unused -> RunningPlayground.start(newFolder()),
                        RunningPlayground.class);
    }

    /** Beside the classes, so that the logs of a failed run can be looked at. */
    private static Path newFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target", "playgrounds"));
            return Files.createTempDirectory(target, "shared").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
