package dev.elch.access;

import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Ends requests that do not arrive: a client that is half dead, or that sends a byte now and then, must not hold a connection. How
 * long a connection may be silent before and between requests is {@code server.netty.idle-timeout}. What cannot be decoded is
 * answered as a problem.
 */
@Configuration(proxyBeanMethods = false)
public class RequestTimeoutsConfiguration {

    private static final Duration WHOLE_HEAD = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TWO_READS = Duration.ofSeconds(5);
    private static final Duration WHOLE_REQUEST = Duration.ofSeconds(30);

    /** Only the request is timed: an answer, such as a stream of events, may take as long as it needs. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestTimeouts() {
        return factory -> factory.addServerCustomizers(RequestTimeoutsConfiguration::limit);
    }

    private static HttpServer limit(HttpServer server) {
        return server.readTimeout(BETWEEN_TWO_READS)
                .requestTimeout(WHOLE_REQUEST)
                .doOnChannelInit((observer, channel, client) -> guard(channel.pipeline()));
    }

    private static void guard(ChannelPipeline pipeline) {
        RequestHeadHandler heads = new RequestHeadHandler(WHOLE_HEAD);
        pipeline.addBefore(NettyPipeline.HttpCodec, "elch.request-head", heads);
        pipeline.addAfter(
                NettyPipeline.HttpCodec,
                "elch.unreadable-request",
                new UnreadableRequestHandler(heads, NettyPipeline.HttpCodec));
    }
}
