package dev.elch.dlq.cli;

/** The exit codes of the command line. */
final class ExitCode {

    static final int OK = 0;

    /** The service understood and said no. */
    static final int REFUSED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** The service could not be reached. */
    static final int UNREACHABLE = 3;

    /** The token is missing or may not do this. */
    static final int FORBIDDEN = 4;

    /** A replay ended with dead letters that were not delivered, or stopped before its end. */
    static final int INCOMPLETE = 5;

    /** The audit log is not intact. */
    static final int TAMPERED = 6;

    /** Something is wrong with the running system. */
    static final int TROUBLE = 7;

    private ExitCode() {}
}
