package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Spring stays at the edge: what decides something can be read and tested without it. */
final class SpringRules {

    private static final List<String> EDGES =
            List.of("Configuration", "Properties", "Application", "Controller", "Advice", "Listener");

    private SpringRules() {}

    static ArchRule onlyAtTheEdge(Set<String> glue) {
        return noClasses()
                .that(areNotAtTheEdge(glue))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .as(
                        "only *Configuration, *Properties, *Application, *Controller, *Advice, *Listener, Spring's own types and named glue"
                                + " import Spring");
    }

    private static DescribedPredicate<JavaClass> areNotAtTheEdge(Set<String> glue) {
        return DescribedPredicate.describe("are not at the edge", type -> {
            JavaClass outermost = Outermost.of(type);
            String name = outermost.getSimpleName();
            boolean isNamedForIt = EDGES.stream().anyMatch(name::endsWith);
            return !isNamedForIt && !isASpringType(outermost) && !glue.contains(name);
        });
    }

    /** What implements an interface of Spring's cannot help but import it. */
    private static boolean isASpringType(JavaClass type) {
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .anyMatch(parent -> parent.getPackageName().startsWith("org.springframework."));
    }
}
