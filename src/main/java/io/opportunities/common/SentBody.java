package io.opportunities.common;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The bytes of a request's body, kept while it is handled for those who must tell one request from another. */
public final class SentBody {

    private static final String NAME = SentBody.class.getName();
    private static final byte[] NONE = {};

    private SentBody() {}

    static void keep(byte[] body) {
        RequestContextHolder.currentRequestAttributes().setAttribute(NAME, body, RequestAttributes.SCOPE_REQUEST);
    }

    /** @return empty where none came */
    public static byte[] of(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof byte[] body ? body : NONE;
    }
}
