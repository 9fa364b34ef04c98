package dev.elch.startup;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a failure of MongoDB means: an outage, refused credentials, missing rights, or another error. */
final class MongoFailures {

    /** Error codes of https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml. */
    private static final int UNAUTHORIZED = 13;

    private static final int AUTHENTICATION_FAILED = 18;

    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            MongoTimeoutException.class,
            MongoSocketException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class,
            TimeoutException.class);

    /** The innermost cause in the text of a driver that found no server. */
    private static final Pattern CAUSE = Pattern.compile("caused by \\{([\\w.$]+)(?:: ([^{}]{0,200}))?\\}");

    private final ConnectionString connection;

    MongoFailures(ConnectionString connection) {
        this.connection = connection;
    }

    /** Throws {@code failure} again when it has nothing to do with the database. */
    Optional<CannotStartException> explain(Throwable failure) {
        if (isRefusedCredential(failure)) {
            return Optional.of(refusedCredentials());
        }
        if (OUTAGES.stream().anyMatch(outage -> outage.isInstance(failure))) {
            return Optional.of(outage(failure));
        }
        if (failure instanceof MongoException error) {
            return Optional.of(error.getCode() == UNAUTHORIZED ? notAllowed(error) : error(error));
        }
        throw failure instanceof RuntimeException unforeseen ? unforeseen : new IllegalStateException(failure);
    }

    /** A driver whose connections are refused for their credentials soon finds no server, and only its text says why. */
    private static boolean isRefusedCredential(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof MongoSecurityException
                        || (cause instanceof MongoException error && error.getCode() == AUTHENTICATION_FAILED)
                        || (cause instanceof MongoTimeoutException
                                && String.valueOf(cause.getMessage())
                                        .contains(MongoSecurityException.class.getSimpleName())));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private CannotStartException refusedCredentials() {
        return new CannotStartException(
                "MongoDB at " + hosts() + " refuses the user name or the password of spring.mongodb.uri.",
                "Correct SPRING_MONGODB_URI (spring.mongodb.uri): mongodb://USER:PASSWORD@HOST:PORT/DATABASE, with"
                        + " ?authSource=admin when the user was created in the database admin.");
    }

    private CannotStartException notAllowed(MongoException error) {
        return connection.getCredential() == null
                ? new CannotStartException(
                        "MongoDB at " + hosts()
                                + " requires a user name and a password, and spring.mongodb.uri has none.",
                        "Set SPRING_MONGODB_URI (spring.mongodb.uri) to mongodb://USER:PASSWORD@HOST:PORT/DATABASE.")
                : new CannotStartException(
                        "MongoDB at " + hosts() + " does not give its user the rights that this service needs ("
                                + text(error) + ").",
                        "Grant that user the role readWrite on the database of spring.mongodb.uri.");
    }

    private CannotStartException outage(Throwable failure) {
        return new CannotStartException(
                "MongoDB does not answer at " + hosts() + hint(failure) + ".",
                "Start MongoDB there, or set SPRING_MONGODB_URI (spring.mongodb.uri) to where it is.");
    }

    private static String hint(Throwable failure) {
        Matcher cause = CAUSE.matcher(String.valueOf(failure.getMessage()));
        String hint = "";
        while (cause.find()) {
            String type = cause.group(1).substring(cause.group(1).lastIndexOf('.') + 1);
            hint = " (" + (cause.group(2) == null ? type : type + ": " + cause.group(2)) + ")";
        }
        return hint;
    }

    private CannotStartException error(MongoException error) {
        return new CannotStartException(
                "MongoDB at " + hosts() + " answers with error " + error.getCode() + ": " + text(error) + ".",
                "It answers, so this is no outage: look for this error in its log.");
    }

    private static String text(MongoException error) {
        String text = error instanceof MongoCommandException command
                ? command.getErrorCodeName() + ": " + command.getErrorMessage()
                : String.valueOf(error.getMessage());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private String hosts() {
        return String.join(", ", connection.getHosts());
    }
}
