package dev.elch.dlq.discard;

import dev.elch.dlq.preview.Scope;
import dev.elch.dlq.search.DeadLetterFilter;
import java.util.Optional;

/**
 * What an act on many dead letters would come to.
 *
 * @param filter those that are meant
 * @param confirmation what has to be typed; empty: nothing
 */
public record BulkPreview(DeadLetterFilter filter, Scope scope, Optional<String> confirmation) {}
