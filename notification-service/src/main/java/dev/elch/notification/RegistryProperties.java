package dev.elch.notification;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The schema registry.
 *
 * @param url base of its own API
 */
@ConfigurationProperties("elch.registry")
public record RegistryProperties(
        @DefaultValue("http://127.0.0.1:8085/apis/registry/v3")
        URI url) {}
