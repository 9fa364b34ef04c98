package dev.elch.notification.provider.sendgrid;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.http.Header;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Writes one request and reads its response, and tells what the HTTP client alone does not: whether the request was out when
 * it failed. Cuts the connection when the send timeout is over.
 */
final class SendGridExchange extends HttpRequestExecutor {

    /** SendGrid's answers have less than a kilobyte. */
    private static final int LONGEST_BODY = 65_536;

    private final ScheduledExecutorService watch;
    private final Duration timeout;

    SendGridExchange(ScheduledExecutorService watch, Duration timeout) {
        this.watch = watch;
        this.timeout = timeout;
    }

    @Override
    public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        ScheduledFuture<?> cut = watch.schedule(() -> cut(connection), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpResponse response = super.execute(request, connection, context);
            readBody(response);
            return response;
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    protected HttpResponse doReceiveResponse(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws HttpException, IOException {
        try {
            return super.doReceiveResponse(request, connection, context);
        } catch (IOException | HttpException e) {
            throw new SendGridAnswerLostException(e);
        }
    }

    /**
     * The status decides; a body that breaks off, is badly compressed, has no end or names a character set that does not exist
     * takes nothing away from it.
     */
    private static void readBody(HttpResponse response) {
        HttpEntity body = response.getEntity();
        if (body == null) {
            return;
        }
        byte[] read = new byte[0];
        try (InputStream content = decompressed(body)) {
            read = content.readNBytes(LONGEST_BODY);
            if (content.read() >= 0) {
                response.setHeader("Connection", "close");
            }
        } catch (IOException e) {
            response.setHeader("Connection", "close");
        }
        response.removeHeaders("Content-Encoding");
        response.setEntity(new ByteArrayEntity(read, ContentType.APPLICATION_JSON));
    }

    /** We ask for no compression, but a proxy on the way may not care. */
    private static InputStream decompressed(HttpEntity body) throws IOException {
        Header encoding = body.getContentEncoding();
        boolean isGzip =
                encoding != null && encoding.getValue().toLowerCase(Locale.ROOT).contains("gzip");
        return isGzip ? new GZIPInputStream(body.getContent()) : body.getContent();
    }

    private static void cut(HttpClientConnection connection) {
        try {
            connection.shutdown();
        } catch (IOException e) {
            // The connection is closed either way.
        }
    }
}
