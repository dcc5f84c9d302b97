package io.opportunities.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Says of a method or media type that the framework refused what came and what would be right. */
final class ProtocolErrors {

    private ProtocolErrors() {}

    static String message(ErrorResponse refusal, HttpServletRequest request) {
        return switch (refusal) {
            case HttpRequestMethodNotSupportedException method -> "%s is not allowed here; allowed are %s".formatted(
                    Text.printable(method.getMethod(), 20), Stream.ofNullable(method.getSupportedMethods()).flatMap(Stream::of).sorted()
                            .collect(Collectors.joining(", ")));
            case HttpMediaTypeNotAcceptableException types -> "only %s is answered; %s".formatted(names(types.getSupportedMediaTypes()),
                    came(HttpHeaders.ACCEPT, request));
            case HttpMediaTypeNotSupportedException types -> "the body must be %s; %s".formatted(names(types.getSupportedMediaTypes()),
                    came(HttpHeaders.CONTENT_TYPE, request));
            default -> String.valueOf(refusal.getBody().getDetail());
        };
    }

    private static String names(List<MediaType> types) {
        return types.isEmpty()
                ? MediaType.APPLICATION_JSON_VALUE
                : types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }

    /** As it was sent: the framework adds a charset to what it read. */
    private static String came(String header, HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.isEmpty() ? "there was no " + header : header + " was " + Text.quote(String.join(", ", values));
    }
}
