package dev.elch.dlq.search;

import dev.elch.access.Caller;
import dev.elch.dlq.deadletter.DeadLetterId;
import dev.elch.dlq.deadletter.DeadLetterView;
import dev.elch.dlq.deadletter.MongoDeadLetters;
import dev.elch.dlq.problem.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows dead letters. */
@RestController
@RequestMapping("/api/admin/dlq")
class DeadLetterController {

    private final MongoDeadLetters deadLetters;
    private final MongoDeadLetterSearch search;

    DeadLetterController(MongoDeadLetters deadLetters, MongoDeadLetterSearch search) {
        this.deadLetters = deadLetters;
        this.search = search;
    }

    @GetMapping
    Mono<DeadLetterPageView> list(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Caller caller) {
        DeadLetterQuery query = DeadLetterQuery.of(parameters);
        boolean isMasked = !caller.maySeeAddresses();
        return found(query, isMasked).map(page -> DeadLetterPageView.of(page, isMasked));
    }

    /** How many dead letters meet the filter, and which values they have; among the newest 10,000. */
    @GetMapping("/facets")
    Mono<Facets> facets(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Caller caller) {
        DeadLetterFilter filter = DeadLetterQuery.of(parameters).filter();
        return !caller.maySeeAddresses() && filter.isPersonal() ? Mono.just(Facets.NONE) : search.facets(filter);
    }

    @GetMapping("/{id}")
    Mono<DeadLetterView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return Mono.justOrEmpty(DeadLetterId.parse(id))
                .flatMap(deadLetters::find)
                .map(deadLetter -> DeadLetterView.detailed(deadLetter, !caller.maySeeAddresses()))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("There is no dead letter " + id + ".")));
    }

    /** Who must not filter by what tells a person gets the answer of a filter that nothing meets. */
    private Mono<DeadLetterPage> found(DeadLetterQuery query, boolean isMasked) {
        return isMasked && query.filter().isPersonal()
                ? Mono.just(new DeadLetterPage(List.of(), Optional.empty()))
                : search.page(query.filter(), query.cursor(), query.limit());
    }
}
