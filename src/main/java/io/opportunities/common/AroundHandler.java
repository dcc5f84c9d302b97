package io.opportunities.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something that surrounds the call of every handler of the API, once its arguments are known; the first in order is the outermost. */
public interface AroundHandler {

    /** Request attribute that is there where a call that was done already is known again, so that it may be made once more. */
    String REPEATABLE = "io.opportunities.repeatable";

    /** Says what this one finds wrong with a request, before any handler is called. */
    default void check(HttpServletRequest request, Violations violations) {}

    /**
     * Calls the handler, whatever comes before and after.
     *
     * @param handler may be called again: each call begins as if there had been none
     * @return what is answered: what the handler returned, or something in its place
     */
    @Nullable
    Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception;
}
