package dev.elch.notification.provider.sendgrid;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** Makes the HTTP client that sendgrid-java lacks: one with timeouts, and one that never sends a mail twice by itself. */
final class SendGridHttp {

    private SendGridHttp() {}

    static CloseableHttpClient client(SendGridProperties properties, ScheduledExecutorService watch) {
        int readMillis = (int) properties.readTimeout().toMillis();
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(30, TimeUnit.SECONDS);
        connections.setMaxTotal(properties.connections());
        connections.setDefaultMaxPerRoute(properties.connections());
        // A kept connection that SendGrid closed would swallow a request, with an unknown outcome.
        connections.setValidateAfterInactivity(1);
        // The timeout of the request holds only once it is connected; this one holds for the TLS handshake.
        connections.setDefaultSocketConfig(SocketConfig.custom()
                .setSoTimeout(readMillis)
                .setTcpNoDelay(true)
                .build());
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(
                                (int) properties.leaseTimeout().toMillis())
                        .setConnectTimeout((int) properties.connectTimeout().toMillis())
                        .setSocketTimeout(readMillis)
                        .build())
                .setRequestExecutor(new SendGridExchange(watch, properties.sendTimeout()))
                // A broken gzip body must not hide the status; see SendGridExchange.
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }
}
