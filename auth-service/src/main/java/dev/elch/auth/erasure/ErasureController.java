package dev.elch.auth.erasure;

import dev.elch.access.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases a person from this service; for admins. An order that was cut short is simply given again. */
@RestController
@RequestMapping("/api/erasures")
class ErasureController {

    private static final Logger log = LoggerFactory.getLogger(ErasureController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_ID = 256;

    private final List<Erasable> erasables;

    ErasureController(List<Erasable> erasables) {
        this.erasables = List.copyOf(erasables);
    }

    /** What other services may know the user by. It is gone once the user is erased here, so this service comes last. */
    @GetMapping
    Mono<WordsView> words(@RequestParam String userId) {
        String user = valid(userId);
        return Flux.fromIterable(erasables)
                .concatMap(erasable -> erasable.wordsOf(user))
                .distinct()
                .sort()
                .collectList()
                .map(WordsView::new)
                .timeout(PATIENCE);
    }

    @PostMapping
    Mono<ErasedView> erase(@RequestBody ErasureRequest request, @AuthenticationPrincipal Caller caller) {
        String user = valid(request.userId());
        return Flux.fromIterable(erasables)
                .concatMap(erasable -> erasable.erase(user).map(count -> Map.entry(erasable.collection(), count)))
                .<SortedMap<String, Long>>collect(
                        TreeMap::new, (counts, count) -> counts.put(count.getKey(), count.getValue()))
                .map(ErasedView::new)
                .timeout(PATIENCE)
                .doOnNext(done -> log.info("{} erased a person: {}", caller.name(), done.erased()));
    }

    private static String valid(@Nullable String userId) {
        if (userId == null || userId.isBlank() || userId.length() > LONGEST_ID) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "userId must have 1 to 256 characters");
        }
        return userId;
    }

    /** @param userId such as {@code github:1001} */
    record ErasureRequest(@Nullable String userId) {}

    /** @param words addresses, logins and names */
    record WordsView(List<String> words) {}

    /** @param erased how many documents, by collection */
    record ErasedView(SortedMap<String, Long> erased) {}
}
