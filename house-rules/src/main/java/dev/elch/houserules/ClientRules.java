package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** A class that touches a technology carries its name in front, and only such classes import that client. */
final class ClientRules {

    private ClientRules() {}

    static List<ArchRule> all(Set<String> glue) {
        return List.of(
                onlyBy("Mongo", glue, "com.mongodb.."),
                onlyBy("Kafka", glue, "org.apache.kafka.clients.."),
                onlyBy("Smtp", glue, "jakarta.mail..", "org.eclipse.angus.."),
                onlyBy("SendGrid", glue, "com.sendgrid.."));
    }

    private static ArchRule onlyBy(String prefix, Set<String> glue, String... packages) {
        return noClasses()
                .that(areNotNamed(prefix, glue))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as("only classes named " + prefix + "* and *Configuration import " + String.join(", ", packages));
    }

    private static DescribedPredicate<JavaClass> areNotNamed(String prefix, Set<String> glue) {
        return DescribedPredicate.describe("are not named " + prefix + "*", type -> {
            String name = Outermost.of(type).getSimpleName();
            return !name.startsWith(prefix) && !name.endsWith("Configuration") && !glue.contains(name);
        });
    }
}
