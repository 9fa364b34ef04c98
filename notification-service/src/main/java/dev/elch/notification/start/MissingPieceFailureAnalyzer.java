package dev.elch.notification.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is missing and how to set it, instead of a stack trace. */
final class MissingPieceFailureAnalyzer extends AbstractFailureAnalyzer<MissingPieceException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MissingPieceException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
