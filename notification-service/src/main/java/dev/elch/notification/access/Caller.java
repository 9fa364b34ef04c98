package dev.elch.notification.access;

/**
 * Somebody who proved who they are.
 *
 * @param name name of the API token, or subject of the JWT
 * @param role what they may do
 */
public record Caller(String name, Role role) {}
