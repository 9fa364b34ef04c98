package dev.elch.notification.pipeline;

/** Is told how far a delivery got; the place for tests to crash at. */
public interface Milestones {

    Milestones UNWATCHED = (milestone, eventKey) -> {};

    void reached(Milestone milestone, String eventKey);
}
