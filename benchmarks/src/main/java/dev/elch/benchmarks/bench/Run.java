package dev.elch.benchmarks.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One contestant that is at work and warm, the sink that it sends to, and the ways to load it. */
final class Run {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final long LEAD_MICROS = 500_000;
    private static final int WARM_UP = 20_000;
    private static final int QUICK_WARM_UP = 5_000;

    private final Contestant contestant;
    private final SmtpSink sink;
    private final boolean isQuick;

    Run(Contestant contestant, SmtpSink sink, boolean isQuick) {
        this.contestant = contestant;
        this.sink = sink;
        this.isQuick = isQuick;
    }

    /** The size of a load: the second in a quick run. */
    int size(int full, int quick) {
        return isQuick ? quick : full;
    }

    /** Lets the contestant connect, and compile until its rate no longer grows much; not measured. */
    void warmUp() {
        int mails = size(WARM_UP, QUICK_WARM_UP);
        contestant.load("warm", mails, 0, SmtpSink.now());
        awaitMails("warm", mails);
    }

    Measurement backlog(int count) {
        return measured("backlog", count, 0, SmtpSink.now());
    }

    Measurement slowBacklog(int count) {
        sink.delayEach(SLOW);
        try {
            return measured("slow", count, 0, SmtpSink.now());
        } finally {
            sink.delayEach(Duration.ZERO);
        }
    }

    Measurement steady(int perSecond, int seconds) {
        return measured("steady-" + perSecond, perSecond * seconds, perSecond, SmtpSink.now() + LEAD_MICROS);
    }

    private Measurement measured(String prefix, int count, int perSecond, long start) {
        int copiesBefore = sink.copies();
        Usage before = Usage.of(contestant);
        contestant.load(prefix, count, perSecond, start);
        awaitMails(prefix, count);
        Usage after = Usage.of(contestant);

        Histogram latency = new Histogram(TimeUnit.MINUTES.toMicros(30), 3);
        long last = start;
        int mails = 0;
        for (int i = 0; i < count; i++) {
            Long arrival = sink.arrival(Jobs.address(prefix, i));
            if (arrival != null) {
                long due = perSecond == 0 ? start : start + i * 1_000_000L / perSecond;
                latency.recordValue(Math.max(0, arrival - due));
                last = Math.max(last, arrival);
                mails++;
            }
        }
        return new Measurement(
                mails,
                count - mails,
                sink.copies() - copiesBefore,
                mails * 1e6 / Math.max(1, last - start),
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(95) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getMaxValue() / 1e3,
                perMail(after.cpuSince(before), mails),
                after.residentMegabytes());
    }

    private static Map<String, Double> perMail(Map<String, Double> seconds, int mails) {
        Map<String, Double> millis = new TreeMap<>();
        seconds.forEach((role, spent) -> millis.put(role, spent * 1e3 / Math.max(1, mails)));
        return millis;
    }

    /** What has not arrived after the limit counts as missing. */
    private void awaitMails(String prefix, int count) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (sink.arrived(prefix, count) < count && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
