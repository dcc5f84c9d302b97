package io.opportunities.web.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Provides the data of the current request where Spring injects none. */
public final class CurrentRequest {

    private static final String VIOLATIONS = Violations.class.getName();

    private CurrentRequest() {}

    /** Returns whether members absent from the body keep their values. */
    public static boolean isPartial() {
        return request().getMethod().equals("PATCH");
    }

    /** @throws IllegalStateException outside an HTTP request */
    public static HttpServletRequest request() {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request) {
            return request.getRequest();
        }
        throw new IllegalStateException("no HTTP request is being handled");
    }

    /** @throws IllegalStateException outside an HTTP request */
    public static HttpServletResponse response() {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request && request.getResponse() != null) {
            return request.getResponse();
        }
        throw new IllegalStateException("no HTTP request is being handled");
    }

    public static Violations violations() {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (request.getAttribute(VIOLATIONS, RequestAttributes.SCOPE_REQUEST) instanceof Violations violations) {
            return violations;
        }
        Violations violations = new Violations();
        request.setAttribute(VIOLATIONS, violations, RequestAttributes.SCOPE_REQUEST);
        return violations;
    }
}
