package dev.elch.testkit;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_testkit_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.testkit").check();
    }
}
