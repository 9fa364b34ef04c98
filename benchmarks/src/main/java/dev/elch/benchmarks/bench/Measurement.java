package dev.elch.benchmarks.bench;

import java.util.Map;

/**
 * What one contestant did in one round of one scenario.
 *
 * @param mails that arrived, each address once
 * @param missing that did not arrive within the limit
 * @param copies mails beyond the first to an address
 * @param perSecond mails a second from the first hand-over to the last arrival
 * @param p50 milliseconds from the time a sign-in was due to its mail; the same for p95, p99 and max
 * @param cpuMillisPerMail processor time by role, milliseconds per mail
 * @param residentMegabytes by role, at the end
 */
record Measurement(
        int mails,
        int missing,
        int copies,
        double perSecond,
        double p50,
        double p95,
        double p99,
        double max,
        Map<String, Double> cpuMillisPerMail,
        Map<String, Double> residentMegabytes) {}
