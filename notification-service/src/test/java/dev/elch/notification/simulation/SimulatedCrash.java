package dev.elch.notification.simulation;

/** The end of a process, in the middle of whatever it does; an error, so that no code under test survives it. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String who) {
        super(who, null, false, false);
    }
}
