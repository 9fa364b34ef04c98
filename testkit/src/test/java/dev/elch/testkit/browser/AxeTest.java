package dev.elch.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a browser that is made up; real pages are looked at by the tests of dlq-service and the playground. */
class AxeTest {

    private final List<String> evaluated = new ArrayList<>();

    @Test
    void loads_axe_into_the_page_before_it_asks() {
        assertThatCode(() -> look(List.of())).doesNotThrowAnyException();

        assertThat(evaluated).hasSize(2);
        assertThat(evaluated.get(0)).contains("axe-core", "Deque Systems");
        assertThat(evaluated.get(1)).contains("axe.run(document");
    }

    @Test
    void fails_with_every_violation() {
        assertThatThrownBy(() -> look(List.of("image-alt: Images need words", "label: Fields need names")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("axe-core at a page")
                .hasMessageContaining("image-alt")
                .hasMessageContaining("label");
    }

    @Test
    void does_not_take_silence_for_a_good_page() {
        assertThatThrownBy(() -> look(null)).hasMessageContaining("gave no list");
    }

    private void look(Object violations) {
        Axe.assertOpenToEverybody(
                script -> {
                    evaluated.add(script);
                    return evaluated.size() == 1 ? null : violations;
                },
                "a page");
    }
}
