package dev.elch.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackChoiceTest {

    @ParameterizedTest
    @CsvSource({"embedded, EMBEDDED", "Containers, CONTAINERS", "external, EXTERNAL", "auto, AUTO"})
    void is_a_word(String word, StackChoice choice) {
        assertThat(StackChoice.of(word)).isEqualTo(choice);
    }

    @Test
    void an_unknown_word_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> StackChoice.of("cloud"))
                .hasMessageContaining("-Dstack=cloud")
                .hasMessageContaining("embedded, containers, external, auto");
    }

    @Test
    void an_external_stack_says_which_address_is_missing() {
        assertThatThrownBy(ExternalStack::fromSystemProperties)
                .hasMessageContaining("-Dstack=external needs")
                .hasMessageContaining("stack.broker is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://host:27017, mongodb://host:27017/test",
        "mongodb://host:27017/, mongodb://host:27017/test",
        "'mongodb://user:secret@a:1,b:2/?replicaSet=rs0', 'mongodb://user:secret@a:1,b:2/test?replicaSet=rs0'",
    })
    void a_database_is_named_between_hosts_and_options(String configured, String uri) {
        ExternalStack stack =
                new ExternalStack("broker:9092", URI.create("http://registry:8080/apis/registry/v3"), configured);

        assertThat(stack.mongoUri("test")).isEqualTo(uri);
        assertThat(stack.confluentRegistryUrl()).isEqualTo(URI.create("http://registry:8080/apis/ccompat/v7"));
    }

    @Test
    void containers_without_docker_are_refused_in_one_sentence() {
        assumeThat(ContainerStack.isPossible()).as("a Docker engine answers").isFalse();

        assertThatThrownBy(ContainerStack::start).hasMessageContaining("needs a Docker engine");
    }
}
