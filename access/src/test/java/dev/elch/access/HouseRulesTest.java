package dev.elch.access;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_code_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.access")
                .glue("AccessProblems", "ApiSecurity", "JwtCallers", "PublishedKeys")
                .check();
    }
}
