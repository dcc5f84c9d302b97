package io.opportunities.database.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports the failure to the operator with a remedy, in place of a stack trace. */
class EmbeddedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {

    private static final String ACTION = """
            Set OPPORTUNITIES_EMBEDDED_DATA_DIRECTORY to a directory of this service alone, \
            or SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD to use a PostgreSQL of your own.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
