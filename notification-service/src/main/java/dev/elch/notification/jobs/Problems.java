package dev.elch.notification.jobs;

/** Names of the answers that say no, as the OpenAPI document refers to them. */
public final class Problems {

    public static final String INVALID = "#/components/responses/Invalid";
    public static final String NO_MAIL = "#/components/responses/NoMail";
    static final String NO_SUCH_JOB = "#/components/responses/NoSuchJob";
    static final String CONFLICT = "#/components/responses/Conflict";
    static final String TOO_MUCH = "#/components/responses/TooMuch";
    static final String UNAVAILABLE = "#/components/responses/Unavailable";
    static final String UNAUTHORIZED = "#/components/responses/Unauthorized";
    static final String FORBIDDEN = "#/components/responses/Forbidden";

    private Problems() {}
}
