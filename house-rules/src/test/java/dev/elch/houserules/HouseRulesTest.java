package dev.elch.houserules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_rules_keep_themselves() {
        HouseRules.of("dev.elch.houserules").check();
    }

    @Test
    void a_package_without_classes_is_no_success() {
        assertThatThrownBy(() -> HouseRules.of("dev.elch.typo").check()).hasMessageContaining("no classes");
    }

    @Test
    void finds_what_is_against_the_rules() {
        assertThatThrownBy(() -> HouseRules.of("com.tngtech.archunit.thirdparty.com.google.common.base")
                        .check())
                .hasMessageContaining("..common..")
                .hasMessageContaining("@NullMarked");
    }
}
