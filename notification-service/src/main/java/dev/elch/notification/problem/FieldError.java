package dev.elch.notification.problem;

/**
 * What is wrong with one field.
 *
 * @param field its name
 * @param message what it has to be
 */
public record FieldError(String field, String message) {}
