package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Names say what a thing is for; these say nothing. */
final class NameRules {

    private NameRules() {}

    static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Impl"),
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc.."));
    }
}
