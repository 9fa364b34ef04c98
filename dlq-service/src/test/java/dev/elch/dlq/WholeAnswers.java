package dev.elch.dlq;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads every answer to its end. One whose body a test does not look at would keep netty's buffers, and netty says "LEAK". */
final class WholeAnswers {

    private WholeAnswers() {}

    static ExchangeFilterFunction read() {
        return ExchangeFilterFunction.ofResponseProcessor(WholeAnswers::read);
    }

    private static Mono<ClientResponse> read(ClientResponse answer) {
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> answer.mutate()
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build());
    }
}
