package io.opportunities.web.openapi;

import io.opportunities.web.error.ErrorBody;
import io.opportunities.web.error.ErrorCode;
import io.opportunities.web.error.RequestIdFilter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The headers of responses, and the error responses that operations share: one for each status of {@link ErrorCode}. */
@Component
final class DocumentedResponses {

    private static final String HEADERS = "#/components/headers/";
    private static final List<String> NAMES = List.of(RequestIdFilter.HEADER, "X-Ignored-Fields", "X-Match-Outcome", "X-Match-By",
            "X-Match-Count", "X-Contact-Outcome", "X-Contact-Conflict", "X-Merged-Into", "ETag", "Location", "X-Next-Cursor",
            "X-Sync-Until",
            "X-Total-Count", "Deprecation", "Link",
            "Idempotent-Replayed", "Retry-After",
            "WWW-Authenticate",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining", "RateLimit-Policy", "RateLimit");
    /** Without those that stored responses of an earlier release lack. */
    private static final Set<String> REQUIRED = Set.of(RequestIdFilter.HEADER, "X-Match-Outcome", "X-Match-Count", "ETag", "Location",
            "Deprecation", "Retry-After");

    private final Descriptions texts;

    DocumentedResponses(Descriptions texts) {
        this.texts = texts;
    }

    /** Adds the components that operations refer to. */
    void addTo(Components components) {
        ModelConverters.getInstance(true).readAllAsResolvedSchema(ErrorBody.class).referencedSchemas.forEach(components::addSchemas);
        NAMES.forEach(name -> components.addHeaders(name, header(name)));
        // in the order of the statuses, so that each instance serves the same text
        Map<HttpStatus, List<ErrorCode>> codes = Arrays.stream(ErrorCode.values()).collect(Collectors.groupingBy(ErrorCode::status,
                () -> new EnumMap<>(HttpStatus.class), Collectors.toList()));
        codes.forEach((status, all) -> components.addResponses(name(status), refusal(status, all)));
        // only paths that the document lists with other methods return it
        components.getResponses().remove(name(HttpStatus.METHOD_NOT_ALLOWED));
    }

    /** Adds references to every error response of such an operation. */
    void addRefusals(Operation operation, boolean writes, boolean ofOne, boolean posts) {
        Arrays.stream(ErrorCode.values()).map(ErrorCode::status).distinct().sorted().filter(status -> switch (status.value()) {
            case 409 -> writes;
            case 404 -> ofOne;
            case 405 -> false;
            case 412 -> writes && ofOne;
            case 413, 415 -> operation.getRequestBody() != null;
            case 422 -> posts;
            default -> true;
        }).forEach(status -> operation.getResponses().addApiResponse(String.valueOf(status.value()),
                new ApiResponse().$ref("#/components/responses/" + name(status))));
    }

    static void addHeaders(ApiResponse answer, String... names) {
        Arrays.stream(names).forEach(name -> answer.addHeaderObject(name, new Header().$ref(HEADERS + name)));
    }

    /** Adds the rate limit headers, present on every call with an API key unless the limits are off. */
    static void addLimits(ApiResponse answer) {
        addHeaders(answer, "X-RateLimit-Limit", "X-RateLimit-Remaining", "RateLimit-Policy", "RateLimit");
    }

    private Header header(String name) {
        boolean number = name.endsWith("-Count") || name.equals("X-Contact-Conflict") || name.equals("X-Merged-Into")
                || name.equals("Retry-After")
                || name.startsWith("X-RateLimit-");
        Schema<Object> schema = TypeSchemas.typed(number ? "integer" : "string");
        if (name.equals("X-Match-Outcome")) {
            schema.setEnum(List.of("created", "skipped", "replaced", "enriched", "unchanged"));
        }
        if (name.equals("X-Contact-Outcome")) {
            schema.setEnum(List.of("created", "matched", "none"));
        }
        return new Header().description(texts.find("header." + name).orElse(null)).schema(schema)
                .required(REQUIRED.contains(name) ? true : null);
    }

    private ApiResponse refusal(HttpStatus status, List<ErrorCode> codes) {
        String words = codes.stream().map(ErrorCode::name).collect(Collectors.joining(" or "));
        ApiResponse refusal = new ApiResponse()
                .description(words + texts.find("status." + status.value()).map(text -> ": " + text).orElse(""))
                .content(new Content().addMediaType("application/json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/ErrorBody"))));
        addHeaders(refusal, RequestIdFilter.HEADER);
        if (status == HttpStatus.UNAUTHORIZED) {
            addHeaders(refusal, "WWW-Authenticate");
        } else {
            addLimits(refusal);
        }
        if (status.value() == 429 || status.value() == 503) {
            addHeaders(refusal, "Retry-After");
        }
        return refusal;
    }

    private static String name(HttpStatus status) {
        return status.getReasonPhrase().replaceAll("[^A-Za-z]", "");
    }
}
