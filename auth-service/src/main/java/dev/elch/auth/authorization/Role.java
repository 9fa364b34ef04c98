package dev.elch.auth.authorization;

import java.util.Locale;

/** What a user may do in the operators' tools; each role includes the ones before it. */
enum Role {
    /** Look, with mail addresses masked. */
    VIEWER,
    /** Also replay, discard and restore, and see addresses. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** As it is written in a token. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
