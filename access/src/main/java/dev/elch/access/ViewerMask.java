package dev.elch.access;

import dev.elch.contract.MaskedText;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Masks the mail addresses in everything that a viewer is answered, whichever route answers: in fields, in what a mail server
 * said, in reasons that an operator typed. Runs when it is known who calls; the text is masked on a worker, because a long one on
 * the thread of a driver or of an event loop would hold up the answers of all others.
 */
final class ViewerMask implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .map(ViewerMask::isViewer)
                .defaultIfEmpty(false)
                .flatMap(isViewer -> chain.filter(isViewer ? masked(exchange) : exchange));
    }

    private static boolean isViewer(Authentication authentication) {
        return authentication.getPrincipal() instanceof Caller caller && caller.role() == Role.VIEWER;
    }

    private static ServerWebExchange masked(ServerWebExchange exchange) {
        return exchange.mutate()
                .response(new MaskedResponse(exchange.getResponse()))
                .build();
    }

    /** An answer whose text is masked before it is sent: JSON as a whole, events one by one. */
    private static final class MaskedResponse extends ServerHttpResponseDecorator {

        MaskedResponse(ServerHttpResponse answer) {
            super(answer);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return isText() ? super.writeWith(joined(body).doOnNext(this::count)) : super.writeWith(body);
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return isText()
                    ? super.writeAndFlushWith(Flux.from(body).map(this::joined))
                    : super.writeAndFlushWith(body);
        }

        private boolean isText() {
            MediaType type = getHeaders().getContentType();
            return type != null
                    && (type.getSubtype().endsWith("json") || MediaType.TEXT_EVENT_STREAM.isCompatibleWith(type));
        }

        private Mono<DataBuffer> joined(Publisher<? extends DataBuffer> parts) {
            return DataBufferUtils.join(parts)
                    .publishOn(Schedulers.boundedElastic())
                    .map(whole -> {
                        String text = whole.toString(StandardCharsets.UTF_8);
                        DataBufferUtils.release(whole);
                        return bufferFactory().wrap(text(text).getBytes(StandardCharsets.UTF_8));
                    })
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        }

        /** Masked text is longer or shorter than what its writer counted. */
        private void count(DataBuffer masked) {
            if (getHeaders().getContentLength() >= 0) {
                getHeaders().setContentLength(masked.readableByteCount());
            }
        }

        private String text(String text) {
            return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(getHeaders().getContentType())
                    ? MaskedText.ofEvent(text)
                    : MaskedText.ofJson(text);
        }
    }
}
