package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.standin.github.Persona;
import dev.elch.testkit.net.Ports;
import dev.elch.testkit.process.ServiceProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPlayground.class)
@DisabledOnOs(OS.WINDOWS)
class StartAndStopIT {

    @TempDir
    Path place;

    @Test
    void says_what_to_open_and_how_to_stop(RunningPlayground playground) {
        assertThat(playground.console())
                .contains(
                        playground.page(Port.APP).toString(),
                        playground.page(Port.MAILBOX).toString(),
                        "127.0.0.1:" + playground.port(Port.BROKER),
                        "Stop with Ctrl-C")
                .containsPattern("Ready after \\d+\\.\\d s");
    }

    @Test
    @Tag("slow")
    void leaves_nothing_running_after_ctrl_c_and_starts_again_with_its_data() {
        Path data = place.resolve("data");
        RunningPlayground first = RunningPlayground.start(data);
        List<ProcessHandle> children = first.children();
        assertThat(children).hasSizeGreaterThanOrEqualTo(4);
        Visitor visitor = new Visitor(first);
        assertThat(visitor.signInAs(Persona.PRIVATE_ADDRESS)).hasPath("/me");
        assertThat(visitor.get(first.page(Port.MAILBOX) + "/api/wait?to=anton@example.net&millis=60000")
                        .statusCode())
                .isEqualTo(200);

        first.interrupt();

        assertThat(first.console()).contains("Stopped after");
        assertThat(children).noneMatch(LeftoverProcesses::isRunning);
        for (Port port : Port.values()) {
            assertThat(Ports.isFree(first.port(port))).as(port.word()).isTrue();
        }
        try (RunningPlayground second = RunningPlayground.start(data)) {
            assertThat(second.console()).doesNotContain("left behind");
            Visitor later = new Visitor(second);
            assertThat(later.get(second.page(Port.MAILBOX) + "/api/mails").body())
                    .contains("anton@example.net");
            assertThat(later.signInAs(Persona.PRIVATE_ADDRESS)).hasPath("/me");
        }
    }

    @Test
    @Tag("slow")
    void ends_what_a_killed_one_left_behind() {
        Path data = place.resolve("data");
        RunningPlayground killed = RunningPlayground.start(data);
        List<ProcessHandle> children = killed.children();

        killed.kill();

        try (RunningPlayground next = RunningPlayground.start(data)) {
            assertThat(children).noneMatch(LeftoverProcesses::isRunning);
            assertThat(next.console()).contains("Ready after");
        }
    }

    @Test
    void refuses_a_second_start_on_the_same_data(RunningPlayground playground) throws Exception {
        Path data = playground.data();

        assertThat(fails(1, "--data", data.toString())).contains("Elch is running already with the data in");
    }

    @Test
    void does_not_move_from_a_port_that_was_asked_for() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String words = "--port=app=" + taken.getLocalPort();

            assertThat(fails(1, "--data", place.resolve("data").toString(), words))
                    .contains("Port " + taken.getLocalPort() + ", which you asked for as app, is taken.");
        }
    }

    @Test
    void explains_an_option_that_it_does_not_know() throws Exception {
        assertThat(fails(2, "--nonsense")).contains("Unknown option: '--nonsense'. See ./run --help.");
    }

    private String fails(int exitCode, String... words) throws Exception {
        Path console = place.resolve("console-of-failure.log");
        ServiceProcess process = RunningPlayground.process(List.of(words), console);
        assertThat(process.onExit().get(60, TimeUnit.SECONDS)).isEqualTo(exitCode);
        return Files.readString(console);
    }
}
