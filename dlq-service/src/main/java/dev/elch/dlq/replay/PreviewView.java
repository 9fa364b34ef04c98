package dev.elch.dlq.replay;

import dev.elch.dlq.preview.CauseCountView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of a replay that would be ordered now.
 *
 * @param filter the dead letters it would be ordered for
 * @param topic where they would be sent
 * @param topics where an order may send them; the first is meant when it names none
 * @param selected how many belong to it: {@code sent} and {@code skipped} together
 * @param skipped how many would not be sent, by reason
 * @param sample ids of a few that would be sent
 * @param causes the most frequent causes with how many dead letters each has, at most 10
 * @param causesInAll of how many causes they are
 * @param confirm what has to be sent as {@code confirm} to order it; absent: nothing
 * @param preview send it as {@code preview} with the order, and no other dead letters than these are replayed
 */
record PreviewView(
        Map<String, String> filter,
        String topic,
        List<String> topics,
        long selected,
        long sent,
        Map<String, Long> skipped,
        List<String> sample,
        List<CauseCountView> causes,
        int causesInAll,
        @Nullable String confirm,
        String preview) {

    static PreviewView of(Preview preview, List<String> topics) {
        return new PreviewView(
                preview.filter().valuesByName(),
                preview.topic(),
                topics,
                preview.selected(),
                preview.sent(),
                preview.skipped(),
                preview.sample(),
                CauseCountView.of(preview.scope()),
                preview.scope().causes(),
                preview.confirmation().orElse(null),
                preview.scope().token().toString());
    }
}
