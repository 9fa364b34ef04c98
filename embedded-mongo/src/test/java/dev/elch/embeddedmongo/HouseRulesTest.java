package dev.elch.embeddedmongo;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_database_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.embeddedmongo").check();
    }
}
