package dev.elch.houserules;

/** Bears a retired word, so that the tests have one to find. */
final class FrontDesk {

    /** Bears another one. */
    interface Shelf {}

    private FrontDesk() {}
}
