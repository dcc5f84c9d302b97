package io.opportunities.web.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Limits open connections, the heap of each, and the time for a request to arrive. Tomcat's own timeouts restart with every byte, so a byte
 * now and then would keep a connection open for hours.
 */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Bytes of heap per connection. With half of a request's headers it uses about 90,000, with a request in progress about 160,000. */
    private static final long HEAP_PER_CONNECTION = 1024 * 1024;
    /** Write buffer in bytes, enough for most pages of 20; Tomcat's 8 KB would need three system calls. Each connection allocates it. */
    private static final int WRITE_BUFFER_SIZE = 24 * 1024;

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
        factory.setProtocol(BoundedHttp11Protocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof BoundedHttp11Protocol protocol) {
                protocol.within(settings.headerTimeout());
                protocol.setMaxConnections(connections());
                connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER_SIZE));
                Gauge.builder("opportunities.connections", protocol, BoundedHttp11Protocol::getConnectionCount).register(meters);
                Gauge.builder("opportunities.connections.max", protocol, BoundedHttp11Protocol::getMaxConnections).register(meters);
            }
        });
        factory.addEngineValves(new BodyTimeoutValve(settings.bodyTimeout(), settings.bodyRate(), tomcat.getMaxSwallowSize().toBytes()));
    }

    /** Returns the configured maximum (for Tomcat, below one means unlimited), bounded by the size of the heap. */
    private int connections() {
        int set = tomcat.getMaxConnections();
        return Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION, 1, set < 1 ? Integer.MAX_VALUE : set);
    }
}
