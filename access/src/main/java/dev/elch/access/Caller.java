package dev.elch.access;

import org.jspecify.annotations.Nullable;

/**
 * A person or a machine whose token was checked.
 *
 * @param name as logs show it: name of the API token, or subject of the JWT
 * @param role what they may do
 * @param login for people to read; null: the caller is a machine
 */
public record Caller(String name, Role role, @Nullable String login) {

    public Caller(String name, Role role) {
        this(name, role, null);
    }

    /** Whether the role is {@code needed} or one above it. */
    public boolean may(Role needed) {
        return role.compareTo(needed) >= 0;
    }

    /** Whether mail addresses and what could tell them are shown: to operators and admins. */
    public boolean maySeeAddresses() {
        return may(Role.OPERATOR);
    }
}
