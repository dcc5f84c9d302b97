package io.opportunities.web.call;

import io.opportunities.common.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects a body with several types, a type range, or compression. Of two types Spring would take the first, and fail on a range. It would
 * read compressed bytes as JSON.
 */
@Component
final class ContentTypeCheck implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PLAIN = "identity";
    private static final List<MediaType> SUPPORTED_TYPES = List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        if (readsBody(handler) && (types.size() > 1 || types.stream().anyMatch(type -> type.contains("*")))) {
            throw new HttpMediaTypeNotSupportedException("not one media type", SUPPORTED_TYPES);
        }
        String encodings = String.join(", ", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))).strip();
        if (readsBody(handler) && !encodings.isEmpty() && !encodings.equalsIgnoreCase(PLAIN)) {
            throw compressed(encodings);
        }
        return true;
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16">RFC 9110, 415 with Accept-Encoding</a> */
    private static ErrorResponseException compressed(String encodings) {
        HttpStatus status = HttpStatus.UNSUPPORTED_MEDIA_TYPE;
        String message = "the body must be sent without a Content-Encoding; it was " + Text.quote(encodings);
        ErrorResponseException refusal = new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, message), null);
        refusal.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, PLAIN);
        return refusal;
    }

    private static boolean readsBody(Object handler) {
        return handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }
}
