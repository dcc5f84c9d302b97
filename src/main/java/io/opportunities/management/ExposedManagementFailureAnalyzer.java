package io.opportunities.management;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the operator one sentence and the way out instead of a stack trace. */
class ExposedManagementFailureAnalyzer extends AbstractFailureAnalyzer<ExposedManagementException> {

    private static final String ACTION = """
            Set OPPORTUNITIES_OPERATOR_TOKEN to at least 32 random characters, such as those of `openssl rand -hex 32`, \
            or leave MANAGEMENT_SERVER_ADDRESS on a loopback address.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ExposedManagementException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
