package dev.elch.dlq.replay;

import dev.elch.access.Caller;
import dev.elch.dlq.problem.ConflictException;
import dev.elch.dlq.problem.InvalidFieldException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes orders for replays. */
@RestController
@RequestMapping("/api/admin/dlq/replays")
class ReplayController {

    private static final String PATH = "/api/admin/dlq/replays/";
    /** Two headers arrive as one value with a comma between them (RFC 9110, section 5.3): then neither is the key. */
    private static final String KEY = "[\\x21-\\x7e&&[^,]]{1,128}";

    private final Replays replays;
    private final ReplayProperties properties;

    ReplayController(Replays replays, ReplayProperties properties) {
        this.replays = replays;
        this.properties = properties;
    }

    /** Says what a replay would come to, and changes nothing. */
    @PostMapping("/preview")
    Mono<PreviewView> preview(@RequestBody ReplayRequest request) {
        ReplayTopics where = properties.where();
        return replays.preview(request.selection(), where.meant(request.topic()))
                .map(this::view);
    }

    /** 201: a new job. 200: there is a job for the same request already, and nothing was started. */
    @PostMapping
    Mono<ResponseEntity<JobView>> order(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ReplayRequest request,
            @AuthenticationPrincipal Caller caller) {
        ReplayOrder order = new ReplayOrder(
                request.selection(),
                properties.where().meant(request.topic()),
                request.rateOr(properties.defaultRate()),
                caller.name(),
                request.validReason(),
                request.seen());
        return replays.order(order, valid(key), request.typed()).flatMap(this::answer);
    }

    private Mono<ResponseEntity<JobView>> answer(OrderResult ordering) {
        if (ordering instanceof OrderResult.Started started) {
            return view(started.job())
                    .map(view ->
                            ResponseEntity.created(URI.create(PATH + view.id())).body(view));
        }
        if (ordering instanceof OrderResult.Known known) {
            return view(known.job())
                    .map(view -> ResponseEntity.ok()
                            .location(URI.create(PATH + view.id()))
                            .body(view));
        }
        return Mono.error(refusal(ordering));
    }

    private ConflictException refusal(OrderResult ordering) {
        if (ordering instanceof OrderResult.Unconfirmed unconfirmed) {
            return new ConflictException(
                    "This concerns " + unconfirmed.preview().selected()
                            + " dead letters. To go ahead, send as confirm: " + unconfirmed.confirmation(),
                    Map.of("confirm", unconfirmed.confirmation(), "preview", view(unconfirmed.preview())));
        }
        if (ordering instanceof OrderResult.Changed changed) {
            return new ConflictException(
                    "The dead letters have changed since the preview: there are now "
                            + changed.preview().selected() + ". Look at the new preview.",
                    Map.of("preview", view(changed.preview())));
        }
        if (ordering instanceof OrderResult.KeyInUse inUse) {
            return new ConflictException(
                    "This Idempotency-Key belongs to another order.",
                    Map.of("job", inUse.job().id()));
        }
        return new ConflictException("There is nothing to replay: no dead letter meets the filter.", Map.of());
    }

    private PreviewView view(Preview preview) {
        return PreviewView.of(preview, properties.where().allowed());
    }

    private Mono<JobView> view(ReplayJob job) {
        return replays.balance(job).map(balance -> JobView.of(job, balance, false));
    }

    private static Optional<String> valid(@Nullable String key) {
        if (key != null && !key.matches(KEY)) {
            throw new InvalidFieldException(
                    "Idempotency-Key", "must be there once, with 1 to 128 visible ASCII characters and no comma");
        }
        return Optional.ofNullable(key);
    }
}
