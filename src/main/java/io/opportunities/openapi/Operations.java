package io.opportunities.openapi;

import io.opportunities.common.QueryArgument;
import io.opportunities.common.QueryParameter;
import io.opportunities.common.RequestIdFilter;
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
import org.springframework.web.method.HandlerMethod;

/** Tells of each handler what its signature says to us but not to the generator: query records, headers, statuses and examples. */
@Component
final class Operations implements GlobalOperationCustomizer {

    private final List<QueryArgument<?>> queries;
    private final Parameters parameters;
    private final Answers answers;
    private final Texts texts;

    Operations(List<QueryArgument<?>> queries, Parameters parameters, Answers answers, Texts texts) {
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
        operation.setParameters(parameters.of(declared, asked, handler.hasMethodAnnotation(PostMapping.class)));
        succeed(operation, handler, asked.stream().map(QueryParameter::name).collect(Collectors.toSet()));
        answers.addRefusals(operation, writes, ofOne);
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

    /** Without what the generator makes of the components of a query record. */
    private static List<Parameter> declared(Operation operation, HandlerMethod handler) {
        List<Parameter> all = operation.getParameters() == null ? List.of() : operation.getParameters();
        Set<String> alone = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(parameter -> parameter.getParameter().getName())
                .collect(Collectors.toSet());
        return all.stream().filter(parameter -> !"query".equals(parameter.getIn()) || alone.contains(parameter.getName())).toList();
    }

    /** Match-or-create answers 201 or 200; what else is posted and has a place of its own, 201; all the rest 200. */
    private void succeed(Operation operation, HandlerMethod handler, Set<String> asked) {
        boolean upserts = asked.contains("match_by");
        boolean listed = asked.contains("page_size");
        boolean placed = handler.getMethod().getReturnType() == ResponseEntity.class;
        ApiResponse ok = operation.getResponses().values().iterator().next();
        ApiResponses all = new ApiResponses();
        if (handler.hasMethodAnnotation(PostMapping.class) && placed) {
            ApiResponse created = answer("created", ok, operation);
            Answers.addHeaders(created, "Location");
            all.addApiResponse("201", created);
        }
        if (all.isEmpty() || upserts) {
            all.addApiResponse("200", answer(upserts ? "matched" : "ok", ok, operation));
        }
        for (ApiResponse answer : all.values()) {
            if (upserts) {
                Answers.addHeaders(answer, "X-Match-Outcome", "X-Match-Count");
            }
            if (handler.hasMethodAnnotation(PostMapping.class)) {
                Answers.addHeaders(answer, "Idempotent-Replayed");
            }
            if (listed) {
                Answers.addHeaders(answer, "Link", "X-Next-Cursor", "X-Total-Count");
            } else if (placed) {
                Answers.addHeaders(answer, "ETag");
            }
        }
        operation.setResponses(all);
    }

    private ApiResponse answer(String text, ApiResponse model, Operation operation) {
        ApiResponse answer = new ApiResponse().description(texts.find("answer." + text).orElse(text)).content(model.getContent());
        Answers.addHeaders(answer, RequestIdFilter.HEADER, "X-Ignored-Fields");
        if (operation.getSecurity() == null) {
            Answers.addLimits(answer);
        }
        return answer;
    }

    private void showExample(Operation operation, HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            var schema = parameter.getParameterType().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            if (parameter.hasParameterAnnotation(RequestBody.class) && handler.hasMethodAnnotation(PatchMapping.class)) {
                operation.getRequestBody().getContent().values()
                        .forEach(body -> asUpdate(body, RecordSchemas.name(parameter.getParameterType())));
            } else if (parameter.hasParameterAnnotation(RequestBody.class) && schema != null && !schema.example().isEmpty()) {
                Example example = new Example().summary("Works on a new company").value(texts.json(schema.example()));
                operation.getRequestBody().getContent().values().forEach(body -> body.addExamples("example", example));
            }
        }
    }

    private void asUpdate(MediaType body, String name) {
        body.setSchema(new Schema<>().$ref(RecordSchemas.REFERENCE + RecordSchemas.updateOf(name)));
        showExampleOf(body);
    }

    /** An example of what has the schema. */
    private void showExampleOf(MediaType body) {
        String reference = body.getSchema() == null ? null : body.getSchema().get$ref();
        if (reference != null) {
            texts.exampleOf(reference.substring(reference.lastIndexOf('/') + 1))
                    .ifPresent(example -> body.addExamples("example", new Example().value(example)));
        }
    }
}
