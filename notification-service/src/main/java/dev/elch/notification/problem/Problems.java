package dev.elch.notification.problem;

/** References to the problems of the OpenAPI document. */
public final class Problems {

    public static final String INVALID = "#/components/responses/Invalid";
    public static final String NO_MAIL = "#/components/responses/NoMail";
    public static final String NO_SUCH_JOB = "#/components/responses/NoSuchJob";
    public static final String NO_SUCH_SUPPRESSION = "#/components/responses/NoSuchSuppression";
    public static final String CONFLICT = "#/components/responses/Conflict";
    public static final String TOO_MUCH = "#/components/responses/TooMuch";
    public static final String UNAVAILABLE = "#/components/responses/Unavailable";
    public static final String UNAUTHORIZED = "#/components/responses/Unauthorized";
    public static final String FORBIDDEN = "#/components/responses/Forbidden";

    private Problems() {}
}
