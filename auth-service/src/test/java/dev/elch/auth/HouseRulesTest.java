package dev.elch.auth;

import dev.elch.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_code_keeps_the_rules_of_the_house() {
        HouseRules.of("dev.elch.auth")
                .glue(
                        "AccessTokens",
                        "DeviceCookie",
                        "FailureReason",
                        "GitHubErrors",
                        "HostCookies",
                        "KafkaSignInEvents",
                        "Language",
                        "Pages",
                        "Visitors")
                .check();
    }
}
