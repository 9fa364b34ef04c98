package dev.elch.dlq.access;

import java.util.Arrays;
import java.util.List;

/** What a caller may do; every role may also do what the roles before it may. */
public enum Role {
    /** Look, with mail addresses masked. */
    VIEWER,
    /** Replay, discard, restore, and see addresses. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** This role and those below it. */
    List<Role> included() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0).toList();
    }
}
