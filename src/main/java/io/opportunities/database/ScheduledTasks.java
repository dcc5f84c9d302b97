package io.opportunities.database;

import io.opportunities.web.error.DatabaseErrorTranslator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Logs failures of scheduled tasks: in one line if the database is unavailable or busy, because the task runs again soon. */
@Configuration(proxyBeanMethods = false)
class ScheduledTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTasks.class);

    @Bean
    SimpleAsyncTaskSchedulerCustomizer logOfFailures() {
        return scheduler -> scheduler.setErrorHandler(ScheduledTasks::failed);
    }

    private static void failed(Throwable failure) {
        if (DatabaseErrorTranslator.isTransient(failure)) {
            LOG.warn("A scheduled task failed and will be tried again: {}", DatabaseErrorTranslator.summary(failure));
        } else {
            LOG.error("A scheduled task failed", failure);
        }
    }
}
