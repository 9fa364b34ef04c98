package dev.elch.notification.provider;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Creates one of the mail providers, and only when it is in use. Each provider's package contributes one as a bean.
 *
 * @param choice the configured choice that it creates the provider for
 * @param create throws {@link IllegalArgumentException} when a setting that the provider needs is missing
 */
public record MailProviderFactory(ProviderProperties.Choice choice, Supplier<Unguarded> create) {

    /**
     * A provider, and what its guard must know of it.
     *
     * @param close ends what the provider keeps open
     * @param concurrency how many mails it takes at the same time
     * @param timeout longest time that it needs for one mail, all its own timeouts together
     */
    public record Unguarded(MailProvider provider, Runnable close, int concurrency, Duration timeout) {}
}
