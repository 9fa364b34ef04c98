package dev.elch.dlq.system;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a meter says when it is above a limit. The limits are those of the chart's alerts for Prometheus, which look at the growth
 * of a counter instead.
 *
 * @param service whose meter it is
 * @param meter beginning of its name
 * @param above the largest value that is in order
 * @param what the sentence about the largest value found
 */
record MeterRule(
        String service,
        String meter,
        double above,
        String id,
        Severity severity,
        Function<Reading, String> what,
        String advice,
        Telling telling) {

    /** One whose findings people are told of every hour. */
    MeterRule(
            String service,
            String meter,
            double above,
            String id,
            Severity severity,
            Function<Reading, String> what,
            String advice) {
        this(service, meter, above, id, severity, what, advice, Telling.EVERY_HOUR);
    }

    Optional<Finding> finding(ServiceView view) {
        return view.largest(meter)
                .filter(reading -> view.name().equals(service) && reading.value() > above)
                .map(reading -> new Finding(id, severity, service, what.apply(reading), advice, telling));
    }
}
