package dev.elch.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_testkit_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.testkit").glue("Source").check();
    }

    @Test
    void the_contract_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.contract").check();
    }

    @Test
    void a_package_without_classes_is_no_success() {
        assertThatThrownBy(() -> HouseRules.of("dev.elch.typo").check()).hasMessageContaining("no classes");
    }

    @Test
    void finds_what_is_against_the_rules() {
        assertThatThrownBy(() -> HouseRules.of("org.apache.kafka.server.util").check())
                .hasMessageContaining("..util..")
                .hasMessageContaining("@NullMarked");
    }
}
