package dev.elch.dlq.access;

/**
 * Somebody who proved who they are.
 *
 * @param name as the audit log shows it
 */
public record Caller(String name, Role role) {

    public boolean may(Role needed) {
        return role.compareTo(needed) >= 0;
    }
}
