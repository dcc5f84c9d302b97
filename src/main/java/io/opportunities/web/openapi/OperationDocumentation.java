package io.opportunities.web.openapi;

import io.opportunities.web.error.RequestIdFilter;
import io.opportunities.web.json.items.ItemsOf;
import io.opportunities.web.query.QueryParameter;
import io.opportunities.web.query.QueryRecord;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** Documents the parts of a handler that the generator does not know: query records, headers, statuses and examples. */
@Component
final class OperationDocumentation implements GlobalOperationCustomizer {

    private final List<QueryRecord<?>> queries;
    private final Parameters parameters;
    private final DocumentedResponses answers;
    private final Descriptions texts;

    OperationDocumentation(List<QueryRecord<?>> queries, Parameters parameters, DocumentedResponses answers, Descriptions texts) {
        this.queries = queries;
        this.parameters = parameters;
        this.answers = answers;
        this.texts = texts;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        List<QueryParameter> asked = asked(handler);
        boolean writes = !handler.hasMethodAnnotation(GetMapping.class);
        List<Parameter> declared = declared(operation, handler);
        boolean ofOne = declared.stream().anyMatch(parameter -> "path".equals(parameter.getIn()));
        Set<String> names = asked.stream().map(QueryParameter::name).collect(Collectors.toSet());
        boolean revalidates = !writes && hasTag(handler, names);
        operation.setParameters(parameters.of(declared, asked, handler.hasMethodAnnotation(PostMapping.class), revalidates));
        succeed(operation, handler, names);
        if (revalidates) {
            operation.getResponses().addApiResponse("304", unchanged(operation));
        }
        answers.addRefusals(operation, writes, ofOne, handler.hasMethodAnnotation(PostMapping.class));
        showExample(operation, handler);
        operation.getResponses().values().stream().filter(answer -> answer.getContent() != null)
                .flatMap(answer -> answer.getContent().values().stream()).forEach(this::showExampleOf);
        if (operation.getSecurity() == null) {
            operation.addSecurityItem(new SecurityRequirement().addList("apiKey"));
        }
        return operation;
    }

    private List<QueryParameter> asked(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .flatMap(parameter -> queries.stream().filter(query -> query.type() == parameter.getParameterType()))
                .flatMap(query -> query.parameters().stream())
                .toList();
    }

    /** Returns the declared parameters, without those that the generator derives from the components of a query record. */
    private static List<Parameter> declared(Operation operation, HandlerMethod handler) {
        List<Parameter> all = operation.getParameters() == null ? List.of() : operation.getParameters();
        Set<String> alone = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(parameter -> parameter.getParameter().getName())
                .collect(Collectors.toSet());
        return all.stream().filter(parameter -> !"query".equals(parameter.getIn()) || alone.contains(parameter.getName())).toList();
    }

    /** Sets the success responses: 201 or 200 for match-or-create, 201 for other POSTs with a location, and 200 for the rest. */
    private void succeed(Operation operation, HandlerMethod handler, Set<String> asked) {
        boolean placed = isPlaced(handler);
        boolean upserts = placed && asked.contains("match_by");
        ApiResponse ok = operation.getResponses().values().iterator().next();
        ApiResponses all = new ApiResponses();
        if (handler.hasMethodAnnotation(PostMapping.class) && placed) {
            boolean accepted = handler.hasMethodAnnotation(ResponseStatus.class);
            ApiResponse created = response(accepted ? "accepted" : "created", ok, operation);
            DocumentedResponses.addHeaders(created, "Location");
            all.addApiResponse(accepted ? "202" : "201", created);
        }
        if (all.isEmpty() || upserts) {
            all.addApiResponse("200", response(upserts ? "matched" : "ok", ok, operation));
        }
        for (ApiResponse answer : all.values()) {
            if (upserts) {
                DocumentedResponses.addHeaders(answer, "X-Match-Outcome", "X-Match-By", "X-Match-Count", "X-Contact-Outcome",
                        "X-Contact-Conflict");
            }
            if (handler.hasMethodAnnotation(PostMapping.class)) {
                DocumentedResponses.addHeaders(answer, "Idempotent-Replayed");
            }
            if (hasTag(handler, asked)) {
                DocumentedResponses.addHeaders(answer, "ETag");
                addMergedInto(answer, handler);
            } else if (isPaged(asked)) {
                DocumentedResponses.addHeaders(answer, "Link", "X-Next-Cursor", "X-Total-Count");
            }
            if (isFollowed(asked)) {
                DocumentedResponses.addHeaders(answer, "X-Next-Cursor");
            }
            if (asked.contains("updated_after")) {
                DocumentedResponses.addHeaders(answer, "X-Sync-Until");
            }
        }
        operation.setResponses(all);
    }

    /** Adds the header of an old id. Workflows and the like are never merged. */
    private static void addMergedInto(ApiResponse answer, HandlerMethod handler) {
        boolean merges = Arrays.stream(handler.getBeanType().getDeclaredMethods()).anyMatch(method -> method.getName().equals("unmerge"));
        if (merges && handler.hasMethodAnnotation(GetMapping.class)) {
            DocumentedResponses.addHeaders(answer, "X-Merged-Into");
        }
    }

    private static boolean isPlaced(HandlerMethod handler) {
        return handler.getMethod().getReturnType() == ResponseEntity.class;
    }

    private static boolean isPaged(Set<String> asked) {
        return asked.contains("page_size");
    }

    /** Returns whether the response is a part of a log. */
    private static boolean isFollowed(Set<String> asked) {
        return asked.contains("after");
    }

    private static boolean hasTag(HandlerMethod handler, Set<String> asked) {
        return isPlaced(handler) && !isPaged(asked) && !isFollowed(asked);
    }

    /** Returns the response to an If-None-Match with the current tag. */
    private ApiResponse unchanged(Operation operation) {
        ApiResponse answer = response("unchanged", new ApiResponse(), operation);
        DocumentedResponses.addHeaders(answer, "ETag");
        return answer;
    }

    private ApiResponse response(String text, ApiResponse model, Operation operation) {
        ApiResponse answer = new ApiResponse().description(texts.find("answer." + text).orElse(text)).content(model.getContent());
        DocumentedResponses.addHeaders(answer, RequestIdFilter.HEADER, "X-Ignored-Fields");
        if (operation.getSecurity() == null) {
            DocumentedResponses.addLimits(answer);
        }
        return answer;
    }

    private void showExample(Operation operation, HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            ItemsOf items = parameter.getParameterAnnotation(ItemsOf.class);
            if (items != null) {
                operation.getRequestBody().setContent(ItemBodies.of(items, texts));
                return;
            }
            var schema = parameter.getParameterType().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            if (parameter.hasParameterAnnotation(RequestBody.class) && handler.hasMethodAnnotation(PatchMapping.class)) {
                operation.getRequestBody().getContent().values()
                        .forEach(body -> asUpdate(body, RecordSchemas.name(parameter.getParameterType())));
            } else if (parameter.hasParameterAnnotation(RequestBody.class) && schema != null && !schema.example().isEmpty()) {
                ItemBodies.addExample(operation.getRequestBody().getContent(), schema.example(), texts);
            }
        }
    }

    private void asUpdate(MediaType body, String name) {
        body.setSchema(new Schema<>().$ref(RecordSchemas.REFERENCE + RecordSchemas.updateOf(name)));
        showExampleOf(body);
    }

    /** Adds an example for the schema of a body. */
    private void showExampleOf(MediaType body) {
        String reference = body.getSchema() == null ? null : body.getSchema().get$ref();
        if (reference != null) {
            texts.exampleOf(reference.substring(reference.lastIndexOf('/') + 1))
                    .ifPresent(example -> body.addExamples("example", new Example().value(example)));
        }
    }
}
