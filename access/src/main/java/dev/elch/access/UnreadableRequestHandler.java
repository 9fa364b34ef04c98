package dev.elch.access;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;

/** Sits behind the decoder: answers what it could not decode, and tells {@link RequestHeadHandler} where a request ends. */
final class UnreadableRequestHandler extends ChannelInboundHandlerAdapter {

    private final RequestHeadHandler heads;
    private final String codec;
    private boolean isRefused;

    /** @param codec name of the decoder in the pipeline */
    UnreadableRequestHandler(RequestHeadHandler heads, String codec) {
        this.heads = heads;
        this.codec = codec;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            heads.expectHead();
        }
        if (isRefused) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request && isUnreadable(request)) {
            isRefused = true;
            ReferenceCountUtil.release(message);
            UnreadableRequest.of(request.decoderResult())
                    .answer(context.pipeline().context(codec));
        } else {
            context.fireChannelRead(message);
        }
    }

    /** The server builds an address out of target and host, and where it cannot, answers without a word. */
    private static boolean isUnreadable(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return true;
        }
        try {
            String host =
                    request.uri().startsWith("/") ? "//" + request.headers().get(HttpHeaderNames.HOST, "") : "";
            return new URI(host + request.uri()).toString().isEmpty();
        } catch (URISyntaxException malformed) {
            return true;
        }
    }

    /** The rest of a refused request is read and dropped, for the client to read the answer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (isRefused) {
            context.read();
        }
        context.fireChannelReadComplete();
    }
}
