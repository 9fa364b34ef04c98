package dev.elch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestHeadHandlerTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: elch\r\n";

    private final RequestHeadHandler heads = new RequestHeadHandler(Duration.ofSeconds(10));
    private final EmbeddedChannel channel = new EmbeddedChannel();

    RequestHeadHandlerTest() {
        channel.freezeTime();
        channel.pipeline().addLast(heads);
        channel.pipeline().addLast("codec", new HttpServerCodec());
        channel.pipeline().addLast(new UnreadableRequestHandler(heads, "codec"));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void ends_a_head_whose_bytes_come_one_by_one() {
        for (int second = 0; second < 10; second++) {
            send("G");
            assertThat(answer()).isEmpty();
            pass(Duration.ofSeconds(1));
        }

        assertThat(answer()).startsWith("HTTP/1.1 408 ").contains("application/problem+json", "\"status\":408");
        pass(Duration.ofSeconds(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void gives_each_request_its_own_time() {
        for (int request = 0; request < 4; request++) {
            send(REQUEST);
            pass(Duration.ofSeconds(9));
            send("\r\n");
            pass(Duration.ofSeconds(60));
        }

        assertThat(channel.isOpen()).isTrue();
        assertThat(requests()).hasSize(4);
    }

    @Test
    void does_not_time_a_body() {
        send("POST / HTTP/1.1\r\nHost: elch\r\nContent-Length: 3\r\n\r\na");
        pass(Duration.ofSeconds(60));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void replaces_control_characters_in_headers_of_every_request() {
        for (int request = 0; request < 2; request++) {
            send(REQUEST + "User-Agent: a\u0001\u0000b\u007fc\td\r\n\r\n");
        }

        assertThat(requests())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.headers().get("User-Agent")).isEqualTo("a??b?c\td"));
    }

    @Test
    void reads_on_for_a_moment_if_it_is_closed_within_a_body() {
        send("POST / HTTP/1.1\r\nHost: elch\r\nContent-Length: 9\r\n\r\na");
        disconnect();
        send("bcd");
        pass(Duration.ofMillis(900));
        assertThat(channel.isOpen()).isTrue();

        pass(Duration.ofMillis(100));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closes_at_once_between_two_requests() {
        send(REQUEST + "\r\n");
        disconnect();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leaves_the_body_as_it_is() {
        send("POST / HTTP/1.1\r\nHost: elch\r\nContent-Length: 2\r\n\r\n\u0001\u0002");

        List<String> bodies = new ArrayList<>();
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            if (read instanceof io.netty.handler.codec.http.HttpContent content) {
                bodies.add(content.content().toString(StandardCharsets.US_ASCII));
            }
            ReferenceCountUtil.release(read);
        }
        assertThat(String.join("", bodies)).isEqualTo("\u0001\u0002");
    }

    @Test
    void does_not_make_an_odd_transfer_encoding_a_valid_one() {
        send("POST / HTTP/1.1\r\nHost: elch\r\nTransfer-Encoding: \u000bchunked\r\n\r\n");

        assertThat(requests())
                .allSatisfy(request ->
                        assertThat(request.headers().get("Transfer-Encoding")).isEqualTo("?chunked"));
    }

    @Test
    void says_what_is_wrong_with_a_request_that_cannot_be_decoded() {
        send("no request at all\r\n\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 400 ").contains("not valid HTTP");
    }

    @Test
    void says_that_the_headers_are_too_long() {
        send(REQUEST + "Cookie: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(answer()).startsWith("HTTP/1.1 431 ").contains("delete its cookies");
    }

    private void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void disconnect() {
        channel.pipeline().close(); // the channel's own method cancels what is scheduled
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private String answer() {
        ByteBuf answer = channel.readOutbound();
        if (answer == null) {
            return "";
        }
        String text = answer.toString(StandardCharsets.US_ASCII);
        answer.release();
        return text;
    }

    private List<HttpRequest> requests() {
        List<HttpRequest> requests = new ArrayList<>();
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            if (read instanceof HttpRequest request) {
                requests.add(request);
            }
            ReferenceCountUtil.release(read);
        }
        return requests;
    }
}
