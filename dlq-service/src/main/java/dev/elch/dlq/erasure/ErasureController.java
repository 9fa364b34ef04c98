package dev.elch.dlq.erasure;

import dev.elch.access.Caller;
import dev.elch.dlq.audit.AuditReason;
import dev.elch.dlq.audit.MongoAuditLog;
import dev.elch.dlq.person.Erasable;
import dev.elch.dlq.person.Person;
import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases a person from this service; for admins. An order that was cut short is simply given again. */
@RestController
@RequestMapping("/api/admin/dlq/erasures")
class ErasureController {

    private static final int LONGEST = 256;
    private static final int MOST_WORDS = 100;

    private final List<Erasable> erasables;
    private final MongoAuditLog audit;
    private final Clock clock;

    ErasureController(List<Erasable> erasables, MongoAuditLog audit, Clock clock) {
        this.erasables = List.copyOf(erasables);
        this.audit = audit;
        this.clock = clock;
    }

    /** What the user may be known by elsewhere. It is gone once the user is erased here. */
    @GetMapping
    Mono<WordsView> words(@RequestParam @Nullable String userId) {
        return wordsOf(validId(userId)).sort().collectList().map(WordsView::new);
    }

    /** The audit log has the order, its reason and who gave it, and not whom it is about. */
    @PostMapping
    Mono<ErasedView> erase(@RequestBody ErasureRequest request, @AuthenticationPrincipal Caller caller) {
        String userId = validId(request.userId());
        List<String> words = request.validWords();
        String reason = AuditReason.valid(request.reason());
        return wordsOf(userId)
                .collectList()
                .map(known -> new Person(
                        userId, Stream.concat(words.stream(), known.stream()).toList()))
                .flatMap(person -> audit.write(
                                caller.name(), "erase person", Map.of("reason", person.erasedFrom(reason)))
                        .then(erase(person, caller.name())));
    }

    private Mono<ErasedView> erase(Person person, String actor) {
        return Flux.fromIterable(erasables)
                .concatMap(erasable -> erasable.erase(person, actor, clock.instant())
                        .map(count -> Map.entry(erasable.collection(), count)))
                .<SortedMap<String, Long>>collect(
                        TreeMap::new, (counts, count) -> counts.put(count.getKey(), count.getValue()))
                .flatMap(counts -> Flux.fromIterable(erasables)
                        .concatMap(erasable -> erasable.busy(person))
                        .reduce(0L, Long::sum)
                        .map(busy -> new ErasedView(counts, busy)));
    }

    private Flux<String> wordsOf(String userId) {
        return Flux.fromIterable(erasables)
                .concatMap(erasable -> erasable.wordsOf(userId))
                .distinct();
    }

    private static String validId(@Nullable String userId) {
        if (userId == null || userId.isBlank() || userId.length() > LONGEST) {
            throw new InvalidFieldException("userId", "must have 1 to " + LONGEST + " characters");
        }
        return userId;
    }

    /**
     * Whom to erase.
     *
     * @param userId such as {@code github:1001}
     * @param words more addresses, logins and names of theirs, which are erased from texts; absent: those that are known here
     * @param reason why; the audit log keeps it
     */
    record ErasureRequest(
            @Nullable String userId,
            @Nullable List<@Nullable String> words,
            @Nullable String reason) {

        List<String> validWords() {
            List<@Nullable String> given = words == null ? List.of() : words;
            if (given.size() > MOST_WORDS
                    || given.stream().anyMatch(word -> word == null || word.isBlank() || word.length() > LONGEST)) {
                throw new InvalidFieldException(
                        "words", "must be at most " + MOST_WORDS + " texts with 1 to " + LONGEST + " characters each");
            }
            return given.stream().map(String::valueOf).toList();
        }
    }

    /** @param words addresses, logins and names */
    record WordsView(List<String> words) {}

    /**
     * What was erased.
     *
     * @param erased in how many documents, by collection
     * @param busy how many dead letters are being replayed and cannot be erased before that is over: give the order again then
     */
    record ErasedView(SortedMap<String, Long> erased, long busy) {}
}
