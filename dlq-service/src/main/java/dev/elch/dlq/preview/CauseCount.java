package dev.elch.dlq.preview;

/**
 * How many dead letters of a selection have the same cause.
 *
 * @param group fingerprint of their group
 * @param kind cause kind
 * @param code provider code; empty: none
 */
public record CauseCount(String group, String kind, String code, long deadLetters) {

    CauseCount oneMore() {
        return new CauseCount(group, kind, code, deadLetters + 1);
    }
}
