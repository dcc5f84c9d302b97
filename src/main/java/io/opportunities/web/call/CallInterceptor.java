package io.opportunities.web.call;

import io.opportunities.web.error.Violations;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Surrounds the call of every API handler, once its arguments are known. The first in order is the outermost. */
public interface CallInterceptor {

    /** Request attribute that marks a repeatable call: a completed call is recognised, so another attempt is safe. */
    String REPEATABLE = "io.opportunities.repeatable";

    /** Adds violations of a request, before any handler is called. */
    default void check(HttpServletRequest request, Violations violations) {}

    /**
     * Calls the handler, with any work before and after.
     *
     * @param handler may be called again: each call starts from the initial state
     * @return the response: the result of the handler, or a replacement
     */
    @Nullable
    Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception;
}
