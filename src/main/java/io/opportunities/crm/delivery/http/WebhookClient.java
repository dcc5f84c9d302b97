package io.opportunities.crm.delivery.http;

import io.opportunities.common.Text;
import io.opportunities.web.error.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.apache.hc.client5.http.DnsResolver;

/** Sends events over connections to checked addresses. It follows no redirect, and reads the beginning of an answer only. */
@Component
public class WebhookClient implements DisposableBean {

    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);
    private static final int MAX_RESPONSE = 1_000;

    private final CloseableHttpClient http;
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Part of the places that test calls may take. */
    private static final int TESTS = 8;

    private final Semaphore places;
    private final Semaphore tests;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    @Autowired
    WebhookClient(WebhookSettings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    WebhookClient(WebhookSettings settings, DnsResolver names) {
        this.places = new Semaphore(settings.maxConcurrency(), true);
        this.tests = new Semaphore(Math.max(1, settings.maxConcurrency() / TESTS));
        // the deadline of an attempt that ends before it would keep the body, and wake the thread ten seconds later
        deadlines.setRemoveOnCancelPolicy(true);
        Timeout timeout = Timeout.of(TIMEOUT);
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses(names, settings.allowPrivateTargets()))
                        .setMaxConnTotal(settings.maxConcurrency()).setMaxConnPerRoute(settings.maxConcurrency())
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout)
                                .setTimeToLive(TimeValue.ofMinutes(1)).setValidateAfterInactivity(TimeValue.ofSeconds(1)).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom().setConnectionRequestTimeout(timeout).setResponseTimeout(timeout).build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableDefaultUserAgent()
                .evictExpiredConnections().evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** @param headers besides the content type */
    public record Message(byte[] body, Map<String, String> headers) {}

    /**
     * Posts a message, which is made when its turn comes.
     *
     * @param wanted whether to send it, asked for until its turn comes
     * @return empty if it was not wanted any more
     */
    public Optional<Attempt> post(String url, Supplier<Message> message, BooleanSupplier wanted) {
        try {
            while (!places.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!wanted.getAsBoolean()) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return wanted.getAsBoolean() ? Optional.of(post(url, message.get())) : Optional.empty();
        } finally {
            places.release();
        }
    }

    /**
     * Posts a test message.
     *
     * @throws ApiException 503 if too many are under way
     */
    public Attempt test(String url, Message message) {
        if (!tests.tryAcquire()) {
            throw ApiException.unavailable("too many test calls are under way; try again");
        }
        try {
            return post(url, () -> message, () -> true)
                    .orElseThrow(() -> ApiException.unavailable("the service stops before this call; send it again"));
        } finally {
            tests.release();
        }
    }

    /** Posts a message, within 10 seconds from connecting to the end of the answer. */
    private Attempt post(String url, Message message) {
        long began = System.nanoTime();
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(message.body(), ContentType.APPLICATION_JSON));
        message.headers().forEach(request::setHeader);
        ScheduledFuture<?> deadline = deadlines.schedule(request::cancel, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        Attempt attempt = null;
        try (ClassicHttpResponse answer = http.executeOpen(null, request, null)) {
            attempt = answered(request, answer, began);
            return attempt;
        } catch (IOException | RuntimeException e) {
            // an answer counts, even if its connection cannot be closed in order
            return attempt == null ? failed(began, request.isCancelled() ? "no answer within 10 seconds" : reason(e)) : attempt;
        } finally {
            deadline.cancel(false);
        }
    }

    private static Attempt answered(HttpPost request, ClassicHttpResponse answer, long began) {
        String beginning = beginning(request, answer.getEntity());
        return new Attempt(answer.getCode(), since(began), Text.printable(beginning, MAX_RESPONSE), retryAfter(answer));
    }

    /** Returns the beginning of a body, empty if it does not come to its end: the status is the answer. */
    private static String beginning(HttpPost request, @Nullable HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        byte[] read;
        try {
            read = entity.getContent().readNBytes(MAX_RESPONSE);
        } catch (IOException e) {
            return "";
        }
        if (read.length == MAX_RESPONSE) {
            // the end of the connection comes before the close of the content, which would read the rest
            request.cancel();
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    private static Optional<Duration> retryAfter(ClassicHttpResponse answer) {
        Header header = answer.getFirstHeader("Retry-After");
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        Instant at = value.matches("\\d{1,9}") ? Instant.now().plusSeconds(Long.parseLong(value)) : DateUtils.parseStandardDate(value);
        return Optional.ofNullable(at).map(then -> Duration.between(Instant.now(), then)).filter(Duration::isPositive)
                .map(wait -> wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait);
    }

    private static Attempt failed(long began, String reason) {
        return new Attempt(null, since(began), Text.printable(reason, MAX_RESPONSE), Optional.empty());
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
