package dev.elch.dlq.problem;

/**
 * What is wrong with one field, parameter or header.
 *
 * @param field its name
 * @param message what it has to be
 */
record FieldError(String field, String message) {}
