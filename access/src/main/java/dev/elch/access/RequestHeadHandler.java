package dev.elch.access;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a request's head, before they are decoded. A head that does not end in time ends its connection, even if a
 * byte of it comes now and then. Control characters in it, which the decoder would answer by 400, become question marks: RFC 9110,
 * section 5.5, lets a recipient replace them. Not spaces: {@code Transfer-Encoding} and {@code Content-Length} must stay invalid.
 *
 * <p>A connection that is closed while its client still sends, as after a 413, is read on for a moment: otherwise the client's
 * system is told of a reset and drops the answer (RFC 9112, section 9.6).
 */
final class RequestHeadHandler extends ChannelDuplexHandler {

    private static final int LAST_CONTROL = 0x1f;
    private static final int DELETE = 0x7f;
    private static final int LINGER_MILLIS = 1000;

    private final Duration limit;
    private boolean isHead = true;
    private boolean hasBegun;
    private boolean isLineEmpty;
    private boolean isClosing;
    private @Nullable Future<?> deadline;

    /** @param limit from the first byte of a head to its last one */
    RequestHeadHandler(Duration limit) {
        this.limit = limit;
    }

    /** The request before has ended: what comes now is a head. */
    void expectHead() {
        isHead = true;
        hasBegun = false;
        isLineEmpty = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (isHead && message instanceof ByteBuf bytes) {
            read(context, bytes);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (isClosing) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isHead || isClosing || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        isClosing = true;
        context.executor().schedule(() -> context.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        context.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endDeadline();
        context.fireChannelInactive();
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        for (int i = bytes.readerIndex(); isHead && i < bytes.writerIndex(); i++) {
            int value = bytes.getUnsignedByte(i);
            if (value == '\n') {
                isHead = !(hasBegun && isLineEmpty);
                isLineEmpty = true;
            } else if (value != '\r') {
                begin(context);
                isLineEmpty = false;
                if (value == DELETE || (value <= LAST_CONTROL && value != '\t')) {
                    bytes.setByte(i, '?');
                }
            }
        }
        if (!isHead) {
            endDeadline();
        }
    }

    private void begin(ChannelHandlerContext context) {
        if (!hasBegun) {
            hasBegun = true;
            deadline = context.executor()
                    .schedule(
                            () -> UnreadableRequest.TOO_SLOW.answer(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
