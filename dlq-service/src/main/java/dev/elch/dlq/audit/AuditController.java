package dev.elch.dlq.audit;

import dev.elch.access.Caller;
import dev.elch.dlq.problem.InvalidFieldException;
import dev.elch.dlq.search.DeadLetterFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the audit log and proves it. */
@RestController
@RequestMapping("/api/admin/dlq/audit")
class AuditController {

    private static final int PAGE = 100;

    /** Detail of an act on many dead letters: which they were. */
    private static final String FILTER = "filter";

    /** Detail of an edit: proves its content, and would tell it to anyone who tries addresses. */
    private static final String CONTENT_HASH = "sha256";

    /** The highest number that every JSON reader reads exactly. */
    private static final long MOST = 9_007_199_254_740_991L;

    private final MongoAuditLog log;

    AuditController(MongoAuditLog log) {
        this.log = log;
    }

    /**
     * At most {@value #PAGE} entries, newest first.
     *
     * @param before number of the entry before which the page begins; absent: from the newest
     */
    @GetMapping
    Mono<List<EntryView>> list(
            @RequestParam(required = false) @Nullable Long before, @AuthenticationPrincipal Caller caller) {
        if (before != null && (before < 1 || before > MOST)) {
            throw new InvalidFieldException("before", "must be the number of an entry, from 1 on");
        }
        return log.before(before == null ? Long.MAX_VALUE : before, PAGE)
                .map(stored -> caller.maySeeAddresses() ? EntryView.of(stored) : EntryView.forViewers(stored))
                .collectList();
    }

    /**
     * Whether the chain is as it was written.
     *
     * @param head an earlier head that was kept elsewhere, as {@code <number>:<hash>}; absent: none
     */
    @GetMapping("/verify")
    Mono<VerificationView> verify(
            @RequestParam(required = false) @Nullable String head, @AuthenticationPrincipal Caller caller) {
        return log.verify(head == null ? AuditHead.NONE : witnessed(head))
                .map(verification -> VerificationView.of(verification, !caller.maySeeAddresses()));
    }

    private static AuditHead witnessed(String head) {
        return AuditHead.parse(head)
                .orElseThrow(() -> new InvalidFieldException(
                        "head", "must be the number and the hash of an entry, as 12:k1.0123..."));
    }

    /**
     * One line.
     *
     * @param hash absent for viewers: with it they could try which hidden address or word the details hold
     */
    record EntryView(
            long number,
            Instant at,
            String actor,
            String action,
            Map<String, String> details,
            @Nullable String hash) {

        static EntryView of(StoredEntry stored) {
            return new EntryView(
                    stored.entry().number(),
                    stored.entry().at(),
                    stored.entry().actor(),
                    stored.entry().action(),
                    stored.entry().details(),
                    stored.hash());
        }

        static EntryView forViewers(StoredEntry stored) {
            Map<String, String> details = new TreeMap<>(stored.entry().details());
            details.remove(CONTENT_HASH);
            if (stored.entry().isErasure()) {
                details.clear();
            }
            details.computeIfPresent(FILTER, (name, filter) -> DeadLetterFilter.textForViewers(filter));
            return new EntryView(
                    stored.entry().number(),
                    stored.entry().at(),
                    stored.entry().actor(),
                    stored.entry().action(),
                    details,
                    null);
        }
    }

    /**
     * What checking came to.
     *
     * @param head number and hash of the last entry: keep them elsewhere, and they prove later that nothing before it was changed;
     *     absent for viewers
     * @param fault the first thing that is wrong; absent when nothing is
     */
    record VerificationView(
            boolean intact,
            long entries,
            @Nullable String head,
            @Nullable String fault) {

        static VerificationView of(Verification verification, boolean masked) {
            return new VerificationView(
                    verification.isIntact(),
                    verification.entries(),
                    masked ? null : new AuditHead(verification.entries(), verification.head()).toString(),
                    verification.fault().orElse(null));
        }
    }
}
