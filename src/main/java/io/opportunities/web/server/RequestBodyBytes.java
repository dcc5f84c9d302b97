package io.opportunities.web.server;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The bytes of a request's body, stored during its handling for the comparison of requests. */
public final class RequestBodyBytes {

    private static final String NAME = RequestBodyBytes.class.getName();
    private static final byte[] NONE = {};

    private RequestBodyBytes() {}

    public static void store(byte[] body) {
        RequestContextHolder.currentRequestAttributes().setAttribute(NAME, body, RequestAttributes.SCOPE_REQUEST);
    }

    /** @return empty for a request without a body */
    public static byte[] of(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof byte[] body ? body : NONE;
    }
}
