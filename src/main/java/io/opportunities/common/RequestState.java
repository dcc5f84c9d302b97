package io.opportunities.common;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What belongs to the request being handled and is needed where Spring hands nothing over. */
final class RequestState {

    private static final String VIOLATIONS = Violations.class.getName();

    private RequestState() {}

    /** Whether members that are left out of the body stay as they are. */
    static boolean isPartial() {
        return request().getMethod().equals("PATCH");
    }

    /** @throws IllegalStateException where no request is being handled */
    static HttpServletRequest request() {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request) {
            return request.getRequest();
        }
        throw new IllegalStateException("no HTTP request is being handled");
    }

    static Violations violations() {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (request.getAttribute(VIOLATIONS, RequestAttributes.SCOPE_REQUEST) instanceof Violations violations) {
            return violations;
        }
        Violations violations = new Violations();
        request.setAttribute(VIOLATIONS, violations, RequestAttributes.SCOPE_REQUEST);
        return violations;
    }
}
