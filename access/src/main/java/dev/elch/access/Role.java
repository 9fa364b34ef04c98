package dev.elch.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; every role may also do what the roles before it may. */
public enum Role {
    /** Look, with mail addresses masked. */
    VIEWER,
    /** Change things, and see addresses. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** The role of that name, in upper or lower case; empty when there is none. */
    static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** This role and those below it. */
    List<Role> included() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0).toList();
    }
}
