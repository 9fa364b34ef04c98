package dev.elch.notification.provider.sendgrid;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.entity.BufferedHttpEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Writes one request and reads its response, and tells what the HTTP client alone does not: whether the request was out when
 * it failed. Cuts the connection when the send timeout is over.
 */
final class SendGridExchange extends HttpRequestExecutor {

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

    /** The status decides; a body that breaks off takes nothing away from it. */
    private static void readBody(HttpResponse response) throws IOException {
        HttpEntity body = response.getEntity();
        if (body != null) {
            try {
                response.setEntity(new BufferedHttpEntity(body));
            } catch (IOException e) {
                response.setEntity(new StringEntity(""));
                response.setHeader("Connection", "close");
            }
        }
    }

    private static void cut(HttpClientConnection connection) {
        try {
            connection.shutdown();
        } catch (IOException e) {
            // The connection is closed either way.
        }
    }
}
