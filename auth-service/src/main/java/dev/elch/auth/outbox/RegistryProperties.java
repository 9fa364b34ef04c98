package dev.elch.auth.outbox;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schemas are.
 *
 * @param url base URL of the schema registry's API
 */
@ConfigurationProperties("elch.registry")
public record RegistryProperties(
        @DefaultValue("http://127.0.0.1:8085/apis/registry/v3")
        URI url) {}
