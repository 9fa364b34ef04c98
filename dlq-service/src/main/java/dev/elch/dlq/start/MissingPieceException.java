package dev.elch.dlq.start;

/** Something without which the service cannot start is missing. */
final class MissingPieceException extends RuntimeException {

    private final String remedy;

    /**
     * @param what what is missing, as a sentence
     * @param remedy how to set it, as a sentence
     */
    MissingPieceException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
