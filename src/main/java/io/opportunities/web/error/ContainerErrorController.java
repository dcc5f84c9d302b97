package io.opportunities.web.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Converts errors outside any handler, such as a request line that Tomcat rejects, to the common error format. */
@RestController
final class ContainerErrorController implements ErrorController, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Set here too, because rejections before the filters lack the security headers. */
    private static final String TYPE_OPTIONS = "X-Content-Type-Options";

    @RequestMapping("/error")
    ResponseEntity<ErrorBody> error(HttpServletRequest request, HttpServletResponse response) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        response.setHeader(TYPE_OPTIONS, "nosniff");
        ErrorBody body = body(status, response.getHeader(RequestIdFilter.HEADER));
        return ResponseEntity.status(body.code().status()).contentType(MediaType.APPLICATION_JSON).body(body);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(JsonErrorReport.class.getName());
            }
        });
    }

    private static ErrorBody body(int status, @Nullable String requestId) {
        String message = switch (status) {
            case 404 -> "there is nothing here";
            case 408 -> "the body did not arrive in time; it would be right to send it without long pauses";
            case 413 -> "the request is larger than the limit";
            default -> status < 500
                    ? "the request is not valid HTTP: its request line, headers or parameters cannot be read;"
                            + " in a URL, characters such as \" [ ] { } | < > and spaces must be percent-encoded"
                    : "something went wrong here";
        };
        return ErrorBody.of(ErrorCode.of(status), message, requestId);
    }

    /** Reports errors in Tomcat that no application can handle. */
    public static final class JsonErrorReport extends ErrorReportValve {

        private static final JsonMapper MAPPER = JsonMapper.shared();

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            if (response.getStatus() > 500 && response.getStatus() != 503) {
                // an unknown method, version or transfer coding is an error of the client, which must not retry it
                response.setStatus(400);
            }
            String id = UUID.randomUUID().toString();
            try {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                response.setHeader(RequestIdFilter.HEADER, id);
                response.setHeader(TYPE_OPTIONS, "nosniff");
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                response.getOutputStream().write(MAPPER.writeValueAsBytes(body(response.getStatus(), id)));
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                container.getLogger().debug("The client left before its response", gone);
            }
        }
    }
}
