package dev.elch.houserules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What CONTRIBUTING.md asks of names, packages and imports. Each module calls it in one test:
 *
 * <pre>{@code
 * @Test
 * void the_code_keeps_the_rules_of_the_house() {
 *     HouseRules.of("dev.elch.dlq").check();
 * }
 * }</pre>
 *
 * <p>Plain rules and a plain {@code @Test}: with {@code @ArchTest} fields some versions of surefire run nothing and stay green.
 */
public final class HouseRules {

    /** What the template compiler writes. */
    private static final Pattern GENERATED = Pattern.compile(".*/Jte[^/]*Generated\\.class");

    private final String root;
    private final Set<String> glue = new TreeSet<>();
    private boolean drivesClients;

    private HouseRules(String root) {
        this.root = root;
    }

    /** The rules for all classes, without tests, in {@code rootPackage} and below. */
    public static HouseRules of(String rootPackage) {
        return new HouseRules(rootPackage);
    }

    /** Classes, by simple name, that fit a library to our code: they may import what they fit. */
    public HouseRules glue(String... classes) {
        glue.addAll(List.of(classes));
        return this;
    }

    /** For programs that measure clients: they may import any client, and Spring. */
    public HouseRules drivesClientsDirectly() {
        drivesClients = true;
        return this;
    }

    /** Fails with all violations of all rules. */
    public void check() {
        JavaClasses classes = classes(new ImportOption.DoNotIncludeTests());
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + root + ": are they compiled?");
        }
        List<String> violations = new ArrayList<>();
        rules().forEach(rule -> evaluate(rule, classes, violations));
        evaluate(RetiredWords.inNoName(), classes(location -> true), violations);
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n\n", violations));
        }
    }

    private JavaClasses classes(ImportOption wanted) {
        return new ClassFileImporter()
                .withImportOption(wanted)
                .withImportOption(location -> !location.matches(GENERATED))
                .importPackages(root);
    }

    private static void evaluate(ArchRule rule, JavaClasses classes, List<String> violations) {
        EvaluationResult result = rule.allowEmptyShould(true).evaluate(classes);
        if (result.hasViolation()) {
            violations.add(result.getFailureReport().toString());
        }
    }

    private List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>(PackageRules.all(root));
        rules.addAll(NameRules.all());
        if (!drivesClients) {
            rules.addAll(ClientRules.all(glue));
            rules.add(SpringRules.onlyAtTheEdge(glue));
        }
        return rules;
    }
}
