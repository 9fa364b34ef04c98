package dev.elch.access;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Why a request cannot even be decoded, answered as a problem (RFC 9457) where the server itself would answer without a word. */
enum UnreadableRequest {
    MALFORMED(400, "Bad Request", "The request is not valid HTTP, or its address is not."),
    TOO_SLOW(408, "Request Timeout", "The request did not arrive in time. Send it again."),
    TOO_LONG_LINE(414, "URI Too Long", "The address is too long."),
    TOO_LONG_HEAD(
            431,
            "Request Header Fields Too Large",
            "The headers are too long. If this is a browser, delete its cookies for this site and try again.");

    /** A client may still be sending; a connection that is closed under it loses the answer. */
    private static final int LINGER_MILLIS = 1000;

    private final String answer;

    UnreadableRequest(int status, String title, String detail) {
        String problem = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                + detail + "\",\"instance\":\"/\"}";
        this.answer =
                "HTTP/1.1 " + status + " " + title + "\r\nContent-Type: application/problem+json\r\nContent-Length: "
                        + problem.length() + "\r\nConnection: close\r\n\r\n" + problem;
    }

    static UnreadableRequest of(DecoderResult result) {
        if (result.cause() instanceof TooLongHttpHeaderException) {
            return TOO_LONG_HEAD;
        }
        return result.cause() instanceof TooLongHttpLineException ? TOO_LONG_LINE : MALFORMED;
    }

    /** Answers and closes the connection; {@code codec} is the context of the codec, or one nearer to the network. */
    @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone needs neither
    void answer(ChannelHandlerContext codec) {
        codec.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
        codec.executor().schedule(() -> codec.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
