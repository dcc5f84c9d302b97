package io.opportunities.web.error;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Converts the failure of a request, or of one of its items, to the common error. */
@Component
public final class ErrorBodies {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorBodies.class);

    private final List<ConstraintError> constraints;

    ErrorBodies(List<ConstraintError> constraints) {
        this.constraints = constraints;
    }

    /** Returns the error. A bug of the service is logged, and its error says nothing of the cause. */
    public ErrorBody of(Throwable failure) {
        Optional<ApiException> known = known(failure);
        if (known.isPresent()) {
            return ErrorBody.of(known.get(), requestId());
        }
        LOG.error("Failed to answer", failure);
        return ErrorBody.of(ErrorCode.INTERNAL_SERVER_ERROR, "something went wrong here; it is logged under the requestId", requestId());
    }

    /** Returns the rejection that a failure means to a client; empty for a bug of the service. */
    Optional<ApiException> known(Throwable failure) {
        if (failure instanceof ApiException refusal) {
            return Optional.of(refusal);
        }
        ApiException known = DatabaseErrorTranslator.error(failure, constraints);
        if (known != null && known.code() == ErrorCode.UNAVAILABLE) {
            LOG.warn("Answered that the service is unavailable: {}", DatabaseErrorTranslator.summary(failure));
        }
        return Optional.ofNullable(known);
    }

    static @Nullable String requestId() {
        return MDC.get(RequestIdFilter.LOGGED);
    }
}
