package dev.elch.notification;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer now, which passes, from a request that it will never take. */
public final class MongoOutages {

    /**
     * BadValue, FailedToParse, TypeMismatch, and the three of a document that is too large; from the server's
     * {@code error_codes.yml}.
     */
    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(2, 9, 14, 10334, 17419, 17420);

    private MongoOutages() {}

    /** Whether {@code failure} comes from a database that does not answer, so that the same request may work later. */
    public static boolean isOne(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoWriteException refused) {
                return refused.getError().getCategory() == ErrorCategory.EXECUTION_TIMEOUT;
            }
            if (cause instanceof MongoCommandException refused) {
                return !ABOUT_THE_REQUEST.contains(refused.getErrorCode());
            }
            if (cause instanceof MongoException || cause instanceof GroupedCalls.NotMadeException) {
                return true;
            }
        }
        return false;
    }
}
