package io.opportunities.common;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Bounds how many connections are open, what each holds of the heap, and how long a request may take to arrive. Tomcat's own time-outs begin
 * anew with every byte, so that a byte now and then would keep a connection for hours.
 */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Bytes of heap: with half of a request's headers a connection holds about 90,000, with a request at work about 160,000. */
    private static final long HEAP_PER_CONNECTION = 1024 * 1024;
    /** Bytes that are sent at once: most pages of 20, where Tomcat's 8 KB would take three calls of the system. Each connection holds as much. */
    private static final int SENT_AT_ONCE = 24 * 1024;

    private final RequestSettings settings;
    private final TomcatServerProperties tomcat;
    private final MeterRegistry meters;

    ConnectionLimits(RequestSettings settings, TomcatServerProperties tomcat, MeterRegistry meters) {
        this.settings = settings;
        this.tomcat = tomcat;
        this.meters = meters;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(BoundedHttp11.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof BoundedHttp11 protocol) {
                protocol.within(settings.headerTimeout());
                protocol.setMaxConnections(connections());
                connector.setProperty("socket.appWriteBufSize", String.valueOf(SENT_AT_ONCE));
                Gauge.builder("opportunities.connections", protocol, BoundedHttp11::getConnectionCount).register(meters);
                Gauge.builder("opportunities.connections.max", protocol, BoundedHttp11::getMaxConnections).register(meters);
            }
        });
        factory.addEngineValves(new BodyDeadline(settings.bodyTimeout(), settings.bodyRate(), tomcat.getMaxSwallowSize().toBytes()));
    }

    /** As many as are set (to Tomcat, below one is without a limit), and no more than the heap has room for. */
    private int connections() {
        int set = tomcat.getMaxConnections();
        return Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION, 1, set < 1 ? Integer.MAX_VALUE : set);
    }
}
