package dev.elch.notification.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much work the provider gets: everything, or one probe per interval while it is paused, or a growing share after a
 * probe came through (one more at a time with every answer, which doubles it per round trip). Pure and not thread-safe.
 */
public final class ProviderGate {

    private final Duration probeEvery;
    private final int wideOpen;
    private int limit;
    private Instant nextProbe = Instant.MIN;
    private int probesOut;

    /**
     * @param probeEvery time from the end of one probe of a paused provider to the next
     * @param wideOpen work at the same time from which on nothing is limited any more
     */
    public ProviderGate(Duration probeEvery, int wideOpen) {
        this.probeEvery = probeEvery;
        this.wideOpen = wideOpen;
        this.limit = wideOpen;
    }

    /** Whether one more may start while {@code running} are. */
    public boolean permits(int running, Instant now) {
        return isPaused() ? probesOut == 0 && !now.isBefore(nextProbe) : running < limit || limit >= wideOpen;
    }

    /** Something was started; returns whether it is a probe. */
    public boolean started() {
        if (!isPaused()) {
            return false;
        }
        probesOut++;
        return true;
    }

    /** Work is back, and the provider answered it. */
    public void answered(boolean wasProbe) {
        if (wasProbe) {
            probesOut--;
            limit = isPaused() ? 1 : limit;
        }
        if (!isPaused() && limit < wideOpen) {
            limit++;
        }
    }

    /** Work is back, and the provider was not asked. */
    public void notAsked(boolean wasProbe, Instant now) {
        if (wasProbe) {
            probesOut--;
            nextProbe = now;
        }
    }

    /** Work is back, and what the provider said is not known, or leaves open whether it works: a pause goes on. */
    public void inDoubt(boolean wasProbe, Instant now) {
        notAsked(wasProbe, wasProbe ? now.plus(probeEvery) : now);
    }

    /** Work is back, and the provider cannot work; returns whether this is news. */
    public boolean paused(boolean wasProbe, Instant now) {
        boolean isNews = !isPaused();
        if (wasProbe) {
            probesOut--;
        }
        if (wasProbe || isNews) {
            limit = 0;
            nextProbe = now.plus(probeEvery);
        }
        return isNews;
    }

    public boolean isPaused() {
        return limit == 0;
    }

    /** When it lets something through by itself; null when that does not depend on time. */
    public @Nullable Instant nextProbe() {
        return isPaused() && probesOut == 0 ? nextProbe : null;
    }
}
