package dev.elch.testkit.blocking;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/**
 * Our code never waits on an event loop or on a thread of the database's driver: answers arrive on them, so a wait for one of
 * them may never end. BlockHound looks at every call that can wait; the test class fails if our code made one on such a thread.
 * The call itself goes on: an error in the middle of the driver would leave its locks held. Threads of libraries that wait for
 * themselves do not count, nor do short waits for a lock, for a line to be logged, or for what comes out of the program's own
 * archives: classes, texts, the files of a page, the description of an API.
 *
 * <p>JUnit finds it in modules whose integration tests run with {@code junit.jupiter.extensions.autodetection.enabled}. BlockHound
 * does not come with the testkit, which also runs outside of tests: such a module has it among its test dependencies, and the JVM
 * the flag {@code -XX:+AllowRedefinitionToAddDeleteMethods}.
 */
public final class NothingBlocks implements BeforeAllCallback, AfterAllCallback {

    private static final String OURS = "dev.elch.";

    /** Servers and fakes that only share the JVM with the service and may wait on threads of their own. */
    private static final List<String> NEIGHBOURS =
            List.of("dev.elch.testkit.", "dev.elch.embeddedmongo.", "dev.elch.standin.");

    private static final String DRIVER = "com.mongodb.";

    /** Netty's loops under Reactor and under the driver; the driver's own pools. */
    private static final Pattern IO_THREAD = Pattern.compile(
            "(reactor-|nioEventLoopGroup-|multiThreadIoEventLoopGroup-|cluster-|async-|AsyncGetter-).*");

    /** The JDK's channel groups, which the driver uses without Netty, do not name theirs. */
    private static final Pattern UNNAMED_THREAD = Pattern.compile("Thread-\\d+");

    private static final Set<String> HARMLESS = Set.of(
            "java.lang.ClassLoader",
            "java.util.ResourceBundle",
            "java.util.zip.ZipFile$Source",
            "java.util.zip.ZipFile$ZipFileInputStream",
            "org.springdoc.core.service.OpenAPIService",
            "java.security.SecureRandom",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.StampedLock",
            "ch.qos.logback.classic.Logger");

    private static final Queue<BlockingOperationError> FOUND = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean INSTALLED = new AtomicBoolean();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (INSTALLED.compareAndSet(false, true)) {
            BlockHound.install(builder -> builder.nonBlockingThreadPredicate(usual -> usual.or(NothingBlocks::isIo))
                    .blockingMethodCallback(NothingBlocks::judge));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<BlockingOperationError> found = take();
        if (!found.isEmpty()) {
            throw new AssertionError(found.size() + " calls waited on a thread that must not wait:\n"
                    + found.stream().map(NothingBlocks::traceOf).distinct().collect(Collectors.joining("\n")));
        }
    }

    /** In the message, because reports of a build cut off the trace of a cause. */
    private static String traceOf(BlockingOperationError found) {
        StringWriter trace = new StringWriter();
        found.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** What was found since the last call; a test that makes it happen takes it away. */
    public static List<BlockingOperationError> take() {
        List<BlockingOperationError> found = new ArrayList<>();
        for (BlockingOperationError next = FOUND.poll(); next != null; next = FOUND.poll()) {
            found.add(next);
        }
        return found;
    }

    private static boolean isIo(Thread thread) {
        return IO_THREAD.matcher(thread.getName()).matches() || isUnnamed(thread);
    }

    private static boolean isUnnamed(Thread thread) {
        return UNNAMED_THREAD.matcher(thread.getName()).matches();
    }

    private static void judge(BlockingMethod method) {
        List<String> callers = StackWalker.getInstance()
                .walk(frames -> frames.map(StackFrame::getClassName)
                        .filter(name -> NEIGHBOURS.stream().noneMatch(name::startsWith))
                        .toList());
        List<String> beforeOurs =
                callers.stream().takeWhile(name -> !name.startsWith(OURS)).toList();
        boolean isOurs = beforeOurs.size() < callers.size();
        boolean isHarmless = beforeOurs.stream().anyMatch(HARMLESS::contains);
        boolean isDriver = callers.stream().anyMatch(name -> name.startsWith(DRIVER));
        if (isOurs && !isHarmless && (isDriver || !isUnnamed(Thread.currentThread()))) {
            FOUND.add(new BlockingOperationError(method));
        }
    }
}
