package dev.elch.dlq.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code elch doctor}: what is wrong with the running system, and what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Says what is wrong with the running system, and what to do: services, database, broker, registry,"
                        + " topics and schemas.")
final class DoctorCommand implements Callable<Integer> {

    private static final String NOTE = "note";

    @Mixin
    private Connection connection = new Connection();

    @Override
    public Integer call() {
        JsonNode system = connection.client().get("/system", Map.of());
        List<JsonNode> findings = system.path("findings").valueStream().toList();
        boolean isWell = findings.stream().allMatch(finding -> NOTE.equals(Texts.text(finding, "severity")));
        StringJoiner text = new StringJoiner(System.lineSeparator());
        findings.forEach(finding -> text.add(paragraph(finding)));
        text.add(isWell ? "All is well: " + services(system) + "." : services(system) + ".");
        connection.show(system, text);
        return isWell ? ExitCode.OK : ExitCode.TROUBLE;
    }

    private static String paragraph(JsonNode finding) {
        return "%-9s %s: %s%n          %s"
                .formatted(
                        Texts.text(finding, "severity").toUpperCase(Locale.ROOT),
                        Texts.text(finding, "about"),
                        Texts.text(finding, "what"),
                        Texts.text(finding, "advice"));
    }

    private static String services(JsonNode system) {
        return system.path("services")
                .valueStream()
                .map(service -> Texts.text(service, "name") + " " + Texts.text(service, "state"))
                .collect(Collectors.joining(", "));
    }
}
