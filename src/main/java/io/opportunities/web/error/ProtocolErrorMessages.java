package io.opportunities.web.error;

import io.opportunities.common.Text;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Describes a method, media type or body that the framework rejects: the received value and the valid ones. */
final class ProtocolErrorMessages {

    private ProtocolErrorMessages() {}

    static String message(ErrorResponse refusal, HttpServletRequest request) {
        return switch (refusal) {
            case HttpRequestMethodNotSupportedException method -> "%s is not allowed here; allowed: %s".formatted(
                    Text.printable(method.getMethod(), 20), Stream.ofNullable(method.getSupportedMethods()).flatMap(Stream::of).sorted()
                            .collect(Collectors.joining(", ")));
            case HttpMediaTypeNotAcceptableException types -> "only %s is answered; %s".formatted(names(types.getSupportedMediaTypes()),
                    came(HttpHeaders.ACCEPT, request));
            case HttpMediaTypeNotSupportedException types -> "the body must be %s; %s".formatted(names(types.getSupportedMediaTypes()),
                    came(HttpHeaders.CONTENT_TYPE, request));
            default -> String.valueOf(refusal.getBody().getDetail());
        };
    }

    /** Describes the reason for an unreadable body, without library terms. */
    static String unreadable(Throwable cause) {
        String place = cause instanceof JacksonException broken && broken.getLocation() != null
                ? " at line %d, column %d".formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr())
                : "";
        return switch (cause) {
            case MismatchedInputException wrongRoot -> "the body must be one JSON object";
            case StreamReadException broken -> "the body is not valid JSON" + place + ": "
                    + Text.printable(broken.getOriginalMessage(), 160);
            default -> "the body is not valid JSON" + place;
        };
    }

    private static String names(List<MediaType> types) {
        return types.isEmpty()
                ? MediaType.APPLICATION_JSON_VALUE
                : types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }

    /** Returns the header as received: the framework adds a charset to the parsed value. */
    private static String came(String header, HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.isEmpty() ? "there was no " + header : header + " was " + Text.quote(String.join(", ", values));
    }
}
