package dev.elch.auth.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which proxies stand in front of the service.
 *
 * @param trusted address ranges, such as {@code 10.0.0.0/8}, of proxies whose X-Forwarded headers are believed; none by
 *     default, since any client can send them
 */
@ConfigurationProperties("elch.proxy")
public record ProxyProperties(@DefaultValue List<AddressRange> trusted) {}
