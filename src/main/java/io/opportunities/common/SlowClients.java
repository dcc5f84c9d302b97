package io.opportunities.common;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds how long a request may take to arrive. Tomcat's own time-outs begin anew with every byte, so that a byte now and then would keep a
 * connection for hours.
 */
@Component
final class SlowClients implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Duration header;
    private final Duration body;
    private final int rate;
    private final DataSize swallowed;

    /**
     * @param header for request line and headers, from the first that came of them
     * @param body for the body, and a second more for each {@code rate} bytes that came of it
     */
    SlowClients(@Value("${opportunities.header-timeout:20s}") Duration header, @Value("${opportunities.body-timeout:20s}") Duration body,
            @Value("${opportunities.body-rate:500}") int rate, @Value("${server.tomcat.max-swallow-size}") DataSize swallowed) {
        this.header = header;
        this.body = body;
        this.rate = rate;
        this.swallowed = swallowed;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(HeaderDeadline.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof HeaderDeadline protocol) {
                protocol.within(header);
            }
        });
        factory.addEngineValves(new BodyDeadline(body, rate, swallowed.toBytes()));
    }
}
