package dev.elch.notification.jobs;

/** There is no such job, or its time is over. */
final class NoSuchJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchJobException() {
        super("There is no such job, or it is so long ago that it was forgotten.");
    }
}
