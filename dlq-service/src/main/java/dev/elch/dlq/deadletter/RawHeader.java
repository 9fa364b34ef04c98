package dev.elch.dlq.deadletter;

import org.jspecify.annotations.Nullable;

/** One record header as it was read. */
public record RawHeader(String name, @Nullable Bytes value) {}
