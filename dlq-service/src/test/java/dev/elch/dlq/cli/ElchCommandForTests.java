package dev.elch.dlq.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line for tests of other packages. */
public final class ElchCommandForTests {

    private ElchCommandForTests() {}

    /** What a command prints, wherever it prints it; fails unless it is done. */
    public static String outputOf(String url, String token, String... command) {
        StringWriter out = new StringWriter();
        CommandLine line =
                ElchCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        int code = line.execute(Stream.concat(Stream.of(command), Stream.of("--url", url, "--token", token))
                .toArray(String[]::new));
        if (code != ExitCode.OK) {
            throw new AssertionError("exit code " + code + ": " + out);
        }
        return out.toString();
    }
}
