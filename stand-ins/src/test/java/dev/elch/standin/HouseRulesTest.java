package dev.elch.standin;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_stand_ins_keep_the_rules_of_the_house() {
        HouseRules.of("dev.elch.standin").glue("MailSource").check();
    }
}
