package dev.elch.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elch.contract.DeliveryHeaders;
import dev.elch.notification.pipeline.Handled;
import dev.elch.notification.pipeline.Handled.ProviderAnswer;
import dev.elch.notification.pipeline.IncomingRecord;
import dev.elch.notification.record.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkBoardTest {

    private static final Source LIVE = new Source("user-signed-in", 0);
    private static final Source REPLAY = new Source("user-signed-in.replay", 0);
    private static final Source RETRY = new Source("user-signed-in.retry-1s", 0);
    private static final List<Source> ALL = List.of(LIVE, REPLAY, RETRY);

    private final Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ProviderGate gate = new ProviderGate(Duration.ofSeconds(1), 4);
    private final WorkBoard board = new WorkBoard(new WorkLimits(4, 2, 1, 3, 10), gate, Duration.ZERO);

    WorkBoardTest() {
        board.assigned(LIVE, Lane.LIVE);
        board.assigned(REPLAY, Lane.REPLAY);
        board.assigned(RETRY, Lane.RETRY);
    }

    @Test
    void starts_due_retries_before_live_traffic_and_that_before_replays() {
        board.fetched(work(REPLAY, 0, Instant.EPOCH));
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(RETRY, 0, now));

        assertThat(List.of(take(), take(), take()))
                .extracting(started -> started.work().source())
                .containsExactly(RETRY, LIVE, REPLAY);
    }

    @Test
    void starts_nothing_before_it_is_due() {
        board.fetched(work(RETRY, 0, now.plusMillis(1)));

        assertThat(board.take(now)).isEmpty();
        assertThat(board.nextDue(now)).contains(now.plusMillis(1));
        assertThat(board.take(now.plusMillis(1))).isPresent();
    }

    @Test
    void starts_the_record_that_is_due_first_even_if_it_was_appended_later() {
        board.fetched(work(RETRY, 0, now.plusSeconds(9)));
        board.fetched(work(RETRY, 1, now));

        assertThat(take().work().offset()).isEqualTo(1);
    }

    @Test
    void keeps_within_the_limits_of_the_process_and_of_a_partition() {
        for (int offset = 0; offset < 3; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
            board.fetched(work(REPLAY, offset, Instant.EPOCH));
        }
        Started first = take();
        take();
        assertThat(take().work().source()).isEqualTo(REPLAY);
        take();
        assertThat(board.take(now)).isEmpty();
        assertThat(board.nextDue(now)).isEmpty();

        board.done(first, ProviderAnswer.WORKS, now);

        assertThat(take().work().source()).isEqualTo(LIVE);
    }

    @Test
    void retries_leave_something_to_live_traffic() {
        Source other = new Source("user-signed-in.retry-5s", 0);
        board.assigned(other, Lane.RETRY);
        for (int offset = 0; offset < 2; offset++) {
            board.fetched(work(RETRY, offset, now));
            board.fetched(work(other, offset, now));
        }
        take();
        take();
        take();
        assertThat(board.take(now)).isEmpty();

        board.fetched(work(LIVE, 0, Instant.EPOCH));

        assertThat(take().work().source()).isEqualTo(LIVE);
    }

    @Test
    void a_slow_record_holds_back_the_commit_and_nothing_else() {
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(LIVE, 1, Instant.EPOCH));
        Started slow = take();
        board.done(take(), ProviderAnswer.WORKS, now);

        assertThat(board.positions(ALL)).isEqualTo(Map.of(LIVE, 0L));

        board.done(slow, ProviderAnswer.WORKS, now);
        assertThat(board.positions(ALL)).isEqualTo(Map.of(LIVE, 2L));
    }

    @Test
    void stops_fetching_when_enough_waits_or_too_much_is_uncommitted() {
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(LIVE, 1, Instant.EPOCH));
        assertThat(board.full()).isEmpty();
        board.fetched(work(LIVE, 2, Instant.EPOCH));
        assertThat(board.full()).containsExactly(LIVE);

        Started slow = take();
        assertThat(board.full()).isEmpty();
        for (int offset = 3; offset < 11; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
            board.done(take(), ProviderAnswer.WORKS, now);
        }
        assertThat(board.full()).containsExactly(LIVE);
        board.done(slow, ProviderAnswer.WORKS, now);
        assertThat(board.full()).isEmpty();
    }

    @Test
    void what_is_left_of_begun_work_goes_first_and_needs_no_provider() {
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(LIVE, 1, Instant.EPOCH));
        Started begun = take();
        board.putBack(
                begun, begun.work().unfinished(now.plusSeconds(1), () -> new Handled.Done(ProviderAnswer.WORKS)), now);
        pause(take());

        assertThat(board.nextDue(now)).contains(now.plusSeconds(1));
        assertThat(board.take(now.plusSeconds(1)).orElseThrow().work().isUnfinished())
                .isTrue();
    }

    @Test
    void a_retry_is_prepared_before_it_is_due_and_goes_on_when_it_is() {
        WorkBoard early = withHeadStart();
        early.fetched(work(RETRY, 0, now.plusMillis(100)));
        early.fetched(work(RETRY, 1, now.plusMillis(101)));
        assertThat(early.take(now.minusMillis(1))).isEmpty();
        Started first = early.take(now).orElseThrow();

        prepare(early, first);

        assertThat(early.nextDue(now)).contains(now.plusMillis(1));
        Started second = early.take(now.plusMillis(1)).orElseThrow();
        assertThat(second.work().isPrepared()).isFalse();
        assertThat(early.take(now.plusMillis(99))).isEmpty();
        assertThat(early.nextDue(now)).contains(now.plusMillis(100));
        Started rest = early.take(now.plusMillis(100)).orElseThrow();
        assertThat(rest.work().isPrepared()).isTrue();
        early.done(rest, ProviderAnswer.WORKS, now);
        assertThat(early.positions(ALL)).isEqualTo(Map.of(RETRY, 1L));
    }

    @Test
    void what_comes_back_has_no_head_start_and_what_is_prepared_counts_as_parked() {
        WorkBoard early = withHeadStart();
        early.fetched(work(RETRY, 0, now.plusMillis(100)));
        Started failed = early.take(now).orElseThrow();
        early.putBack(failed, failed.work().again(now.plusMillis(50)), now);
        assertThat(early.take(now.plusMillis(49))).isEmpty();
        assertThat(early.nextDue(now)).contains(now.plusMillis(50));
        Started second = early.take(now.plusMillis(50)).orElseThrow();

        prepare(early, second);

        assertThat(early.nextDue(now)).contains(now.plusMillis(100));
        assertThat(early.states(now.plusMillis(101)).get(RETRY))
                .isEqualTo(new PartitionState(Lane.RETRY, 1, now.plusMillis(100), 0, now.plusMillis(100)));
    }

    @Test
    void prepared_work_keeps_within_the_limit_of_its_partition() {
        WorkBoard early = withHeadStart();
        for (int offset = 0; offset < 3; offset++) {
            early.fetched(work(RETRY, offset, now.plusMillis(100)));
            Started ready = early.take(now).orElseThrow();
            prepare(early, ready);
        }
        Instant due = now.plusMillis(100);

        assertThat(early.take(due)).isPresent();
        assertThat(early.take(due)).isPresent();
        assertThat(early.take(due)).isEmpty();
    }

    @Test
    void live_traffic_has_no_head_start_and_lets_what_is_prepared_go_first() {
        WorkBoard early = withHeadStart();
        early.fetched(work(RETRY, 0, now.plusMillis(100)));
        Started retry = early.take(now).orElseThrow();
        prepare(early, retry);
        early.fetched(work(LIVE, 0, Instant.EPOCH));
        early.fetched(work(LIVE, 1, Instant.EPOCH));

        assertThat(early.take(now).orElseThrow().work().source()).isEqualTo(LIVE);
        assertThat(early.take(now.plusMillis(100)).orElseThrow().work().source())
                .isEqualTo(RETRY);
    }

    @Test
    void nothing_is_prepared_for_a_provider_that_cannot_work() {
        WorkBoard early = withHeadStart();
        early.fetched(work(LIVE, 0, Instant.EPOCH));
        early.fetched(work(RETRY, 0, now.plusMillis(100)));
        early.fetched(work(RETRY, 1, now.plusMillis(100)));
        Started ready = early.take(now).orElseThrow();
        Started stillPreparing = early.take(now).orElseThrow();
        Started live = early.take(now).orElseThrow();
        prepare(early, ready);

        assertThat(early.paused(live, live.work().again(now.plusSeconds(9)), now))
                .isTrue();
        prepare(early, stillPreparing);

        assertThat(early.begun(ALL)).isZero();
        Started probe = early.take(now.plusSeconds(1)).orElseThrow();
        assertThat(probe.isProbe()).isTrue();
        assertThat(probe.work().isPrepared()).isFalse();
    }

    @Test
    void what_is_prepared_goes_with_its_partition() {
        WorkBoard early = withHeadStart();
        early.fetched(work(RETRY, 0, now.plusMillis(100)));
        early.fetched(work(RETRY, 1, now.plusMillis(100)));
        Started ready = early.take(now).orElseThrow();
        Started stillPreparing = early.take(now).orElseThrow();
        prepare(early, ready);

        early.leaving(List.of(RETRY));
        prepare(early, stillPreparing);

        assertThat(early.begun(ALL)).isZero();
        assertThat(early.take(now.plusSeconds(1))).isEmpty();
        assertThat(early.positions(ALL)).isEqualTo(Map.of(RETRY, 0L));
    }

    private void prepare(WorkBoard early, Started started) {
        early.prepared(
                started,
                started.work().prepared(now.plusMillis(100), () -> new Handled.Done(ProviderAnswer.WORKS)),
                now);
    }

    private WorkBoard withHeadStart() {
        WorkBoard early = new WorkBoard(
                new WorkLimits(4, 2, 1, 3, 10), new ProviderGate(Duration.ofSeconds(1), 4), Duration.ofMillis(100));
        early.assigned(LIVE, Lane.LIVE);
        early.assigned(RETRY, Lane.RETRY);
        return early;
    }

    @Test
    void a_partition_that_leaves_finishes_what_is_begun_and_starts_nothing() {
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(LIVE, 1, Instant.EPOCH));
        Started begun = take();
        board.leaving(List.of(LIVE));

        assertThat(board.take(now)).isEmpty();
        assertThat(board.begun(ALL)).isEqualTo(1);
        board.done(begun, ProviderAnswer.WORKS, now);
        assertThat(board.begun(ALL)).isZero();
        assertThat(board.positions(ALL)).isEqualTo(Map.of(LIVE, 1L));
    }

    @Test
    void work_that_ends_after_its_partition_came_back_does_not_count_for_the_new_one() {
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        Started straggler = take();
        board.gone(List.of(LIVE));
        board.assigned(LIVE, Lane.LIVE);
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        take();

        board.done(straggler, ProviderAnswer.WORKS, now);

        assertThat(board.positions(ALL)).isEqualTo(Map.of(LIVE, 0L));
        assertThat(board.begun(ALL)).isEqualTo(1);
    }

    @Test
    void a_paused_provider_gets_one_probe_a_second_and_each_time_another_record() {
        for (int offset = 0; offset < 3; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
        }
        assertThat(pause(take())).isTrue();
        assertThat(board.take(now.plusMillis(999))).isEmpty();
        assertThat(board.nextDue(now)).contains(now.plusSeconds(1));

        Started probe = board.take(now.plusSeconds(1)).orElseThrow();

        assertThat(probe.isProbe()).isTrue();
        assertThat(probe.work().offset()).isEqualTo(1);
        assertThat(board.take(now.plusSeconds(9))).isEmpty();
        assertThat(board.paused(probe, probe.work().again(now.plusSeconds(1)), now.plusSeconds(1)))
                .isFalse();
        assertThat(board.nextDue(now.plusSeconds(1))).contains(now.plusSeconds(2));
    }

    @Test
    void a_retry_that_fails_every_probe_lets_all_others_have_theirs() {
        board.fetched(work(RETRY, 0, now));
        board.fetched(work(RETRY, 1, now));
        pause(take());
        board.fetched(work(LIVE, 0, Instant.EPOCH));
        board.fetched(work(REPLAY, 0, Instant.EPOCH));

        List<Work> probed = new ArrayList<>();
        for (int second = 1; second <= 4; second++) {
            Instant later = now.plusSeconds(second);
            Started probe = board.take(later).orElseThrow();
            probed.add(probe.work());
            board.paused(probe, probe.work().again(later), later);
        }

        assertThat(probed).extracting(Work::source).containsExactlyInAnyOrder(LIVE, REPLAY, RETRY, RETRY);
        assertThat(probed)
                .extracting(work -> work.source() + "-" + work.offset())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_probe_whose_answer_cannot_be_recorded_yet_is_not_followed_by_another_at_once() {
        for (int offset = 0; offset < 3; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
        }
        pause(take());
        Instant later = now.plusSeconds(1);
        Started probe = board.take(later).orElseThrow();

        board.putBack(
                probe,
                probe.work().unfinished(later.plusSeconds(5), () -> new Handled.Done(ProviderAnswer.NONE)),
                later);

        assertThat(board.take(later.plusMillis(999))).isEmpty();
        assertThat(board.take(later.plusSeconds(1))).isPresent();
    }

    @Test
    void a_probe_that_leaves_open_whether_the_provider_works_does_not_end_the_pause() {
        for (int offset = 0; offset < 3; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
        }
        pause(take());
        Instant later = now.plusSeconds(1);
        Started probe = board.take(later).orElseThrow();

        board.done(probe, ProviderAnswer.IN_DOUBT, later);

        assertThat(board.isPaused()).isTrue();
        assertThat(board.take(later.plusMillis(999))).isEmpty();
        assertThat(board.take(later.plusSeconds(1))).isPresent();
    }

    @Test
    void takes_up_speed_after_a_probe_came_through() {
        for (int offset = 0; offset < 3; offset++) {
            board.fetched(work(LIVE, offset, Instant.EPOCH));
        }
        board.fetched(work(REPLAY, 0, Instant.EPOCH));
        pause(take());
        Started probe = board.take(now.plusSeconds(1)).orElseThrow();

        board.done(probe, ProviderAnswer.WORKS, now.plusSeconds(1));

        assertThat(board.isPaused()).isFalse();
        take();
        take();
        assertThat(board.take(now)).isEmpty();
    }

    private boolean pause(Started started) {
        return board.paused(started, started.work().again(now), now);
    }

    private Started take() {
        Optional<Started> started = board.take(now);
        assertThat(started).isPresent();
        return started.get();
    }

    private static Work work(Source source, long offset, Instant dueAt) {
        Envelope envelope =
                new Envelope(Envelope.Content.of(null), Envelope.Content.of(null), DeliveryHeaders.first(), List.of());
        return Work.fetched(new IncomingRecord(source.topic(), source.partition(), offset, envelope), dueAt);
    }
}
