package dev.elch.contract;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_contract_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.contract").check();
    }
}
