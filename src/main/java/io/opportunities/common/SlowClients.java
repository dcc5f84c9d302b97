package io.opportunities.common;

import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
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

    private final RequestSettings settings;
    private final DataSize swallowed;

    SlowClients(RequestSettings settings, TomcatServerProperties tomcat) {
        this.settings = settings;
        this.swallowed = tomcat.getMaxSwallowSize();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(HeaderDeadline.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof HeaderDeadline protocol) {
                protocol.within(settings.headerTimeout());
            }
        });
        factory.addEngineValves(new BodyDeadline(settings.bodyTimeout(), settings.bodyRate(), swallowed.toBytes()));
    }
}
