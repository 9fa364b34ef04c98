package dev.elch.access;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Ends requests whose body does not come: a client that is half dead must not hold a connection. How long a connection may
 * be silent before and between requests is {@code server.netty.idle-timeout}.
 */
@Configuration(proxyBeanMethods = false)
public class RequestTimeoutsConfiguration {

    private static final Duration BETWEEN_TWO_READS = Duration.ofSeconds(5);
    private static final Duration WHOLE_REQUEST = Duration.ofSeconds(30);

    /** Only the request is timed: an answer, such as a stream of events, may take as long as it needs. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestTimeouts() {
        return factory -> factory.addServerCustomizers(
                server -> server.readTimeout(BETWEEN_TWO_READS).requestTimeout(WHOLE_REQUEST));
    }
}
