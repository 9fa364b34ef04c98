package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that docs/glossary.md has replaced, as whole words of a class name ({@code SettlingDesk}) or of a package name. */
final class RetiredWords {

    private static final List<String> WORDS = List.of(
            "bur(y|ied|ials?)",
            "condemn(ed)?",
            "desks?",
            "died",
            "doors?",
            "in hand",
            "meant",
            "nobody",
            "shel(f|ves)",
            "somebody",
            "surroundings?",
            "upkeep",
            "waits",
            "whoever",
            // A mail's content in one place and a dead letter in another: only the latter is left.
            "(?<!dead )letters?");
    private static final Pattern RETIRED = Pattern.compile("\\b(" + String.join("|", WORDS) + ")\\b");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$]");

    private final Set<String> exceptions;

    /** @param exceptions full names of classes that may keep theirs for now */
    RetiredWords(Set<String> exceptions) {
        this.exceptions = Set.copyOf(exceptions);
    }

    ArchRule inNoName() {
        return classes().should(new ArchCondition<>("bear names without the words that docs/glossary.md has replaced") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!exceptions.contains(Outermost.of(type).getName())) {
                    in(type).ifPresent(word -> events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " bears the word \"" + word + "\"")));
                }
            }
        });
    }

    /** One sentence for each exception that is not needed any more. */
    List<String> staleExceptions(JavaClasses classes) {
        return exceptions.stream()
                .sorted()
                .filter(name -> classes.stream()
                        .filter(type -> Outermost.of(type).getName().equals(name))
                        .noneMatch(type -> in(type).isPresent()))
                .map(name -> "HouseRules.stillNamed lists " + name
                        + ", which does not exist or bears a good name: take it off the list")
                .toList();
    }

    static Optional<String> in(String name) {
        return RETIRED.matcher(BETWEEN_WORDS.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .findFirst();
    }

    private static Optional<String> in(JavaClass type) {
        return Stream.of(type.getSimpleName(), type.getPackageName())
                .map(RetiredWords::in)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
