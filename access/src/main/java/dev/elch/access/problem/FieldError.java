package dev.elch.access.problem;

/**
 * What is wrong with one field, parameter or header.
 *
 * @param field its name
 * @param message what it has to be
 */
public record FieldError(String field, String message) {}
