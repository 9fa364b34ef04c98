package dev.elch.auth.people;

import java.util.Locale;

/** What somebody may do in the operator's tools; every role may also do what the roles before it may. */
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
