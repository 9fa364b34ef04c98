package dev.elch.notification.provider;

import dev.elch.notification.meters.DeliveryMeters;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The providers in use, in the order in which they are asked; closed together. */
public final class GuardedProviders implements AutoCloseable {

    private final List<Resilience4jMailProvider> providers;
    private final List<MailProvider> measured;
    private final DeliveryMeters meters;

    GuardedProviders(List<Resilience4jMailProvider> providers, DeliveryMeters meters, Clock clock) {
        this.providers = List.copyOf(providers);
        this.meters = meters;
        this.measured = providers.stream()
                .<MailProvider>map(provider -> new MeasuredMailProvider(provider, meters, clock))
                .toList();
        providers.forEach(provider -> meters.watchBreaker(provider.name(), () -> openness(provider)));
    }

    /** State of each provider's breaker by the provider's name: {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}. */
    public Map<String, String> breakerStates() {
        Map<String, String> states = new LinkedHashMap<>();
        providers.forEach(provider -> states.put(provider.name(), provider.breakerState()));
        return states;
    }

    MailProvider asOne() {
        return measured.size() == 1
                ? measured.get(0)
                : new FailoverMailProvider(measured.get(0), measured.get(1), meters);
    }

    private static double openness(Resilience4jMailProvider provider) {
        return switch (provider.breakerState()) {
            case "CLOSED" -> 0;
            case "HALF_OPEN" -> 0.5;
            default -> 1;
        };
    }

    @Override
    public void close() {
        providers.forEach(Resilience4jMailProvider::close);
    }
}
