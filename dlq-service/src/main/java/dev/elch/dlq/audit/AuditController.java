package dev.elch.dlq.audit;

import dev.elch.dlq.problem.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    Mono<List<EntryView>> list(@RequestParam(required = false) @Nullable Long before) {
        if (before != null && (before < 1 || before > MOST)) {
            throw new InvalidFieldException("before", "must be the number of an entry, from 1 on");
        }
        return log.before(before == null ? Long.MAX_VALUE : before, PAGE)
                .map(EntryView::of)
                .collectList();
    }

    @GetMapping("/verify")
    Mono<VerificationView> verify() {
        return log.verify().map(VerificationView::of);
    }

    /** One line. */
    record EntryView(long number, Instant at, String actor, String action, Map<String, String> details, String hash) {

        static EntryView of(StoredEntry stored) {
            return new EntryView(
                    stored.entry().number(),
                    stored.entry().at(),
                    stored.entry().actor(),
                    stored.entry().action(),
                    stored.entry().details(),
                    stored.hash());
        }
    }

    /**
     * What checking came to.
     *
     * @param head hash of the last entry: keep it elsewhere, and it proves later that nothing before it was changed
     * @param fault the first thing that is wrong; absent when nothing is
     */
    record VerificationView(
            boolean intact,
            long entries,
            String head,
            @Nullable String fault) {

        static VerificationView of(Verification verification) {
            return new VerificationView(
                    verification.isIntact(),
                    verification.entries(),
                    verification.head(),
                    verification.fault().orElse(null));
        }
    }
}
