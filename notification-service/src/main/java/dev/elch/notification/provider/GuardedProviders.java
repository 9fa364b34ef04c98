package dev.elch.notification.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The providers in use, in the order in which they are asked; closed together. */
public final class GuardedProviders implements AutoCloseable {

    private final List<Resilience4jMailProvider> providers;

    GuardedProviders(List<Resilience4jMailProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** State of each provider's breaker by the provider's name: {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}. */
    public Map<String, String> breakerStates() {
        Map<String, String> states = new LinkedHashMap<>();
        providers.forEach(provider -> states.put(provider.name(), provider.breakerState()));
        return states;
    }

    MailProvider asOne() {
        return providers.size() == 1 ? providers.get(0) : new FailoverMailProvider(providers.get(0), providers.get(1));
    }

    @Override
    public void close() {
        providers.forEach(Resilience4jMailProvider::close);
    }
}
