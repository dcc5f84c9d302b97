package io.opportunities.operator.management;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an exposed management port to the operator with a remedy, in place of a stack trace. */
class ExposedManagementFailureAnalyzer extends AbstractFailureAnalyzer<ExposedManagementException> {

    private static final String ACTION = """
            Set OPPORTUNITIES_OPERATOR_TOKEN to at least 32 random characters, such as those of `openssl rand -hex 32`, \
            or leave MANAGEMENT_SERVER_ADDRESS on a loopback address.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ExposedManagementException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
