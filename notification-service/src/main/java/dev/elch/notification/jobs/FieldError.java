package dev.elch.notification.jobs;

/**
 * What is wrong with one field.
 *
 * @param field its name
 * @param message what it has to be
 */
record FieldError(String field, String message) {}
