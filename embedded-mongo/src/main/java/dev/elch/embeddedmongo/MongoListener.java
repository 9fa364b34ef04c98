package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Speaks MongoDB's wire protocol on a port, as mongo-java-server's own server does, with {@link DurableAnswers} in between. */
final class MongoListener implements AutoCloseable {

    private final EventLoopGroup threads =
            new MultiThreadIoEventLoopGroup(4, new DefaultThreadFactory("database", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup("database", threads.next());
    private final MongoBackend backend;
    private final GroupCommit commits;
    private final Channel channel;

    private MongoListener(int port, MongoBackend backend, GroupCommit commits) {
        this.backend = backend;
        this.commits = commits;
        ServerBootstrap server = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 100)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        prepare(connection);
                    }
                });
        this.channel = listening(server, port, threads);
    }

    /** @throws IllegalStateException if another program has the port */
    static MongoListener bind(int port, MongoBackend backend, GroupCommit commits) {
        return new MongoListener(port, backend, commits);
    }

    private static Channel listening(ServerBootstrap server, int port, EventLoopGroup threads) {
        ChannelFuture bound = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
            throw new IllegalStateException(
                    "the database cannot listen on port %d: %s. Stop the other program, or choose another port"
                            .formatted(port, bound.cause().getMessage()),
                    bound.cause());
        }
        return bound.channel();
    }

    private void prepare(Channel connection) {
        connection
                .pipeline()
                .addLast(new MongoWireReplyEncoder())
                .addLast(new MongoWireMessageEncoder())
                .addLast(new MongoWireProtocolHandler())
                .addLast(new DurableAnswers(commits))
                .addLast(new MongoDatabaseHandler(backend, connections))
                .addLast(new MongoExceptionHandler());
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
