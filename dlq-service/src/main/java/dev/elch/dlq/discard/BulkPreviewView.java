package dev.elch.dlq.discard;

import dev.elch.dlq.preview.CauseCountView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What discarding or restoring would come to now.
 *
 * @param filter the dead letters that are meant
 * @param selected how many there are
 * @param causes the most frequent causes with how many dead letters each has, at most 10
 * @param causesInAll of how many causes they are
 * @param confirm what has to be sent as {@code confirm}; absent: nothing
 * @param preview send it as {@code preview}, and no other dead letters than these are moved
 */
record BulkPreviewView(
        Map<String, String> filter,
        long selected,
        List<CauseCountView> causes,
        int causesInAll,
        @Nullable String confirm,
        String preview) {

    static BulkPreviewView of(BulkPreview preview) {
        return new BulkPreviewView(
                preview.filter().valuesByName(),
                preview.scope().selected(),
                CauseCountView.of(preview.scope()),
                preview.scope().causes(),
                preview.confirmation().orElse(null),
                preview.scope().token().toString());
    }
}
