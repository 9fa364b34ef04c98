package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void gives_everybody_the_usual_port_when_all_are_free() {
        PortPlan plan = PortPlan.make(Map.of(), port -> true);

        assertThat(plan.of(Port.APP)).isEqualTo(8080);
        assertThat(plan.of(Port.DATABASE)).isEqualTo(27017);
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void moves_to_a_port_that_is_free_and_not_asked_for_and_says_so() {
        PortPlan plan = PortPlan.make(Map.of(), port -> port != 8080);

        assertThat(plan.of(Port.APP)).isEqualTo(8081);
        assertThat(plan.of(Port.NOTIFICATION)).isEqualTo(8082);
        assertThat(plan.notes()).contains("Port 8080 is taken; app moved to 8081.");
        assertThat(plan.numbers().values()).doesNotHaveDuplicates();
    }

    @Test
    void leaves_a_port_alone_that_the_user_asked_for() {
        PortPlan plan = PortPlan.make(Map.of(Port.DLQ, 8080), port -> true);

        assertThat(plan.of(Port.DLQ)).isEqualTo(8080);
        assertThat(plan.of(Port.APP)).isEqualTo(8081);
    }

    @Test
    void does_not_move_when_the_port_that_was_asked_for_is_taken() {
        assertThatThrownBy(() -> PortPlan.make(Map.of(Port.APP, 9000), port -> port != 9000))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("Port 9000, which you asked for as app, is taken.");
    }
}
