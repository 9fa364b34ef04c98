package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** How packages may know each other. */
final class PackageRules {

    private static final List<String> SERVICES = List.of("dev.elch.auth", "dev.elch.notification", "dev.elch.dlq");

    /** Rooms that services stand on. */
    private static final List<String> FOUNDATIONS = List.of("dev.elch.contract", "dev.elch.access", "dev.elch.startup");

    private PackageRules() {}

    static List<ArchRule> all(String root) {
        return List.of(
                slices().matching(root + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .ignoreDependency(isWiring(), DescribedPredicate.alwaysTrue()),
                classes().should(liveInANullMarkedPackage()),
                noClasses()
                        .that()
                        .resideInAnyPackage(Stream.concat(SERVICES.stream(), FOUNDATIONS.stream())
                                .map(room -> room + "..")
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(otherServices(root))
                        .as("services never import each other, and what they stand on imports none of them"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.elch.contract..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.elch.access..", "dev.elch.startup..")
                        .as("the contract imports nothing of ours"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.elch.access..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.elch.startup..")
                        .as("access does not import startup"),
                noClasses()
                        .that()
                        .resideInAPackage("dev.elch.startup..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.elch.access..")
                        .as("startup does not import access"),
                classes()
                        .that()
                        .resideInAPackage("dev.elch.notification.delivery")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", "dev.elch.notification.delivery")
                        .as("the words of delivery import nothing but the JDK"));
    }

    /** What puts the pieces together knows them all, whichever package it stands in. */
    private static DescribedPredicate<JavaClass> isWiring() {
        return DescribedPredicate.describe(
                "is a *Configuration",
                type -> Outermost.of(type).getSimpleName().endsWith("Configuration"));
    }

    private static String[] otherServices(String root) {
        return Stream.concat(
                        SERVICES.stream().filter(service -> !root.startsWith(service)),
                        Stream.of("dev.elch.testkit", "dev.elch.standin"))
                .map(service -> service + "..")
                .toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lives in a package without @NullMarked in its package-info"));
                }
            }
        };
    }
}
