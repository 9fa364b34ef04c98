package dev.elch.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "ensembles?",
            "forgetful",
            "impatient",
            "in hand",
            "keepers?",
            "meant",
            "nobody",
            "outlines?",
            "shel(f|ves)",
            "somebody",
            "steering",
            "surroundings?",
            "surviving",
            "upkeep",
            "waits",
            "way back",
            "whoever",
            // A mail's content in one place and a dead letter in another: only the latter is left.
            "(?<!dead )letters?");
    private static final Pattern RETIRED = Pattern.compile("\\b(" + String.join("|", WORDS) + ")\\b");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_$]");

    private RetiredWords() {}

    static ArchRule inNoName() {
        return classes().should(new ArchCondition<>("bear names without the words that docs/glossary.md has replaced") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                in(type).ifPresent(word -> events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " bears the word \"" + word + "\"")));
            }
        });
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
