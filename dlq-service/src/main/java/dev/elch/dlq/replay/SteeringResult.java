package dev.elch.dlq.replay;

/** What became of the wish to pause, resume or cancel a job. */
public sealed interface SteeringResult {

    /** It was done. */
    record Done(ReplayJob job) implements SteeringResult {}

    /** Nothing was changed: the job is not in a state in which this can be done. */
    record Impossible(ReplayJob job) implements SteeringResult {}

    /** There is no such job. */
    record Absent() implements SteeringResult {}
}
