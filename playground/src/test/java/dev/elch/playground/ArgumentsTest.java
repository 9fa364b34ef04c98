package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elch.playground.Arguments.WrongUse;
import dev.elch.playground.Options.GitHubClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void needs_no_words() {
        assertThat(parse(List.of())).isEqualTo(new Options(Path.of(".elch"), false, false, Map.of(), null));
    }

    @Test
    void understands_values_behind_a_space_and_behind_an_equals_sign() {
        List<String> words =
                List.of("--data", "here", "--fresh", "--log-only", "--port=app=9000", "--port", "smtp=2525");

        assertThat(parse(words))
                .isEqualTo(new Options(Path.of("here"), true, true, Map.of(Port.APP, 9000, Port.SMTP, 2525), null));
    }

    @Test
    void takes_the_client_at_github_from_the_environment() {
        Map<String, String> environment = Map.of("GITHUB_CLIENT_ID", "id", "GITHUB_CLIENT_SECRET", "secret");

        assertThat(Arguments.parse(List.of(), Path.of(".elch"), environment).gitHub())
                .isEqualTo(new GitHubClient("id", "secret"));
    }

    @Test
    void keeps_the_client_secret_out_of_what_is_printed() {
        assertThat(new GitHubClient("id", "secret")).hasToString("GitHubClient[id]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "word",
                "--data",
                "--data --fresh",
                "--port",
                "--port app",
                "--port app=0",
                "--port app=65536",
                "--port app=x",
                "--port unknown=80",
                "--port app=8000 --port dlq=8000",
                "--github-client-id id",
                "--github-client-secret secret"
            })
    void refuses_what_it_does_not_understand(String words) {
        assertThatThrownBy(() -> parse(List.of(words.split(" ")))).isInstanceOf(WrongUse.class);
    }

    @Test
    void says_what_a_port_may_be() {
        assertThatThrownBy(() -> parse(List.of("--port", "application=80")))
                .hasMessage("No port is called application. There are " + Port.words() + ".");
        assertThatThrownBy(() -> parse(List.of("--port=app=x")))
                .hasMessage("A port is a number from 1 to 65535, as in --port app=8080.");
    }

    @Test
    void names_every_option_and_every_port_in_the_help() {
        assertThat(Arguments.help())
                .contains("./run", "--data=DIR", "--fresh", "--log-only", "--github-client-id=ID", "--help")
                .contains("(" + Port.words() + ")");
    }

    private static Options parse(List<String> words) {
        return Arguments.parse(words, Path.of(".elch"), Map.of());
    }
}
