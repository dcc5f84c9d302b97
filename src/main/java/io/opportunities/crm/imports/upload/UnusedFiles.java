package io.opportunities.crm.imports.upload;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Removes a file whose request made no import of it: a rejected one, or a repeat with an Idempotency-Key. */
@Component
final class UnusedFiles implements HandlerInterceptor, WebMvcConfigurer {

    /** The attribute of a request with the id of its file. */
    static final String FILE = UnusedFiles.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(UnusedFiles.class);

    private final FileStore files;

    UnusedFiles(FileStore files) {
        this.files = files;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(FILE) instanceof Long file) {
            try {
                files.removeUnused(file);
            } catch (DataAccessException | TransactionException later) {
                LOG.debug("File {} is removed in a day: {}", file, later.toString());
            }
        }
    }
}
