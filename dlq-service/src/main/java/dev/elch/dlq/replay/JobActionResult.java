package dev.elch.dlq.replay;

/** The result of pausing, resuming or cancelling a job. */
public sealed interface JobActionResult {

    /** It was done. */
    record Done(ReplayJob job) implements JobActionResult {}

    /** Nothing was changed: the job is not in a state in which this can be done. */
    record Impossible(ReplayJob job) implements JobActionResult {}

    /** There is no such job. */
    record Absent() implements JobActionResult {}
}
