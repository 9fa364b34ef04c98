package dev.elch.dlq.api;

import dev.elch.access.Caller;
import dev.elch.access.Role;
import dev.elch.dlq.deadletter.LetterId;
import dev.elch.dlq.deadletter.MongoLetters;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows letters. */
@RestController
@RequestMapping("/api/admin/dlq")
class LetterController {

    private final MongoLetters letters;

    LetterController(MongoLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    Mono<LetterPageView> list(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Caller caller) {
        LetterQuery query = LetterQuery.of(parameters);
        return letters.page(query.filter(), query.cursor(), query.limit())
                .map(page -> LetterPageView.of(page, isMasked(caller)));
    }

    @GetMapping("/{id}")
    Mono<LetterView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Mono.justOrEmpty(LetterId.parse(id))
                .flatMap(letters::find)
                .map(letter -> LetterView.detailed(letter, isMasked(caller)))
                .switchIfEmpty(Mono.error(() -> new AbsentException("There is no letter " + id + ".")));
    }

    private static boolean isMasked(Caller caller) {
        return !caller.may(Role.OPERATOR);
    }
}
