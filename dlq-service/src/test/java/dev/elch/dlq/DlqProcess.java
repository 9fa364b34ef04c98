package dev.elch.dlq;

import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.JavaProgram;
import dev.elch.testkit.process.ServiceProcess;
import dev.elch.testkit.stack.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service as a process of its own, with a database and a consumer group of its own, which can be started again. */
final class DlqProcess {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final int port = Ports.free();
    private final String name;
    private final Path logs;
    private final List<String> more;

    /** @param more arguments; the last of two with the same name counts */
    DlqProcess(String name, Path logs, String... more) {
        this.name = name;
        this.logs = logs;
        this.more = List.of(more);
    }

    ServiceProcess start() {
        JavaProgram program = JavaProgram.main(DlqApplication.class).small(256).withArguments(arguments());
        return ServiceProcess.start(name, program, logs.resolve(name + ".log"))
                .awaitReady(URI.create(url() + "/actuator/health/readiness"), LIMIT);
    }

    WebTestClient as(String token) {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(LIMIT)
                .filter(WholeAnswers.read())
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Spring would join two values of one argument with a comma: the later one replaces the earlier. */
    private String[] arguments() {
        Stream<String> usual = Stream.of(Services.arguments(Stack.shared(), name))
                .filter(argument -> !argument.startsWith("--server.port="))
                .filter(argument ->
                        more.stream().noneMatch(other -> nameOf(other).equals(nameOf(argument))));
        Stream<String> own = Stream.of("--server.port=" + port, "--elch.dlq.consumer-group=" + name);
        return Stream.of(usual, own, more.stream())
                .flatMap(arguments -> arguments)
                .toArray(String[]::new);
    }

    private static String nameOf(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }
}
