package dev.elch.sample;

/** Bears a retired word, so that a test has one to find; outside of the package that keeps the rules. */
public final class FrontDesk {

    private FrontDesk() {}
}
