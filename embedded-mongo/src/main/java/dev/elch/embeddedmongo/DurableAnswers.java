package dev.elch.embeddedmongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.Locale;
import java.util.Set;

/**
 * Stands between the wire and the database of one connection: holds the answer to a change back until the change is on disk.
 *
 * <p>The database handles a request and writes its answer within the call that hands the request on, so a flag is enough to
 * know what an answer belongs to.
 */
final class DurableAnswers extends ChannelDuplexHandler {

    /** Commands that change nothing, in lower case; one that is not known here waits for a commit that it does not need. */
    private static final Set<String> READING = Set.of(
            "aggregate",
            "buildinfo",
            "collstats",
            "count",
            "dbstats",
            "distinct",
            "endsessions",
            "find",
            "getmore",
            "getlasterror",
            "getparameter",
            "hello",
            "hostinfo",
            "ismaster",
            "killcursors",
            "listcollections",
            "listdatabases",
            "listindexes",
            "ping",
            "serverstatus",
            "whatsmyuri");

    private final GroupCommit commits;
    private boolean isChanging;

    DurableAnswers(GroupCommit commits) {
        this.commits = commits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object request) throws Exception {
        isChanging = request instanceof ClientRequest message && !isReading(message);
        commits.run(() -> super.channelRead(context, request));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of an answer is told by the promise
    public void write(ChannelHandlerContext context, Object answer, ChannelPromise promise) {
        if (isChanging) {
            isChanging = false;
            commits.whenDurable(() -> context.writeAndFlush(answer, promise), () -> context.close(promise));
        } else {
            context.write(answer, promise);
        }
    }

    private static boolean isReading(ClientRequest request) {
        if (!(request instanceof MongoMessage message)) {
            return false;
        }
        Document command = message.getDocument();
        String name = command.keySet().iterator().next().toLowerCase(Locale.ROOT);
        boolean writesItsResult = name.equals("aggregate") && command.toString().matches("(?s).*\\$(out|merge)\\b.*");
        return READING.contains(name) && !writesItsResult;
    }
}
