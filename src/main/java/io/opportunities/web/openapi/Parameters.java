package io.opportunities.web.openapi;

import io.opportunities.web.error.RequestIdFilter;
import io.opportunities.web.query.QueryParameter;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The parameters of an operation: declared ones, those of its query records, and the common request headers. */
@Component
final class Parameters {

    private static final String PRINTABLE = "^[ -~]{1,255}$";

    private final Descriptions texts;

    Parameters(Descriptions texts) {
        this.texts = texts;
    }

    List<Parameter> of(List<Parameter> declared, List<QueryParameter> asked, boolean posts, boolean revalidates) {
        List<Parameter> all = new ArrayList<>(declared);
        all.stream().filter(parameter -> parameter.getName().equals(HttpHeaders.IF_MATCH))
                .forEach(parameter -> parameter.setSchema(TypeSchemas.typed("string")));
        asked.forEach(parameter -> all.add(query(parameter)));
        all.add(header(RequestIdFilter.HEADER).schema(TypeSchemas.typed("string")));
        all.add(header("Prefer").schema(TypeSchemas.typed("string")));
        if (posts) {
            all.add(header("Idempotency-Key").schema(TypeSchemas.typed("string").pattern(PRINTABLE)));
        }
        if (revalidates) {
            all.add(header(HttpHeaders.IF_NONE_MATCH).schema(TypeSchemas.typed("string")));
        }
        all.stream().filter(parameter -> parameter.getDescription() == null).forEach(
                parameter -> texts.find(parameter.getIn() + "." + parameter.getName()).ifPresent(parameter::setDescription));
        return all;
    }

    private static Parameter header(String name) {
        return new Parameter().in("header").name(name).required(false);
    }

    private static Parameter query(QueryParameter asked) {
        Parameter parameter = new Parameter().in("query").name(asked.name()).required(asked.required());
        if (!asked.repeatable()) {
            return parameter.schema(schema(asked));
        }
        Schema<Object> list = TypeSchemas.typed("array").items(schema(asked.withoutFallback()));
        if (asked.fallback() != null) {
            list.setDefault(List.of(asked.fallback()));
        }
        return parameter.schema(list).style(Parameter.StyleEnum.FORM).explode(false);
    }

    private static Schema<Object> schema(QueryParameter asked) {
        if (asked.type() == Instant.class) {
            return new JsonSchema()
                    .anyOf(List.of(TypeSchemas.typed("string").format("date-time"), TypeSchemas.typed("string").format("date")));
        }
        boolean number = Number.class.isAssignableFrom(asked.type());
        Schema<Object> schema = TypeSchemas.typed(number ? "integer" : asked.type() == Boolean.class ? "boolean" : "string");
        schema.setFormat(asked.type() == Long.class ? "int64" : null);
        schema.setEnum(asked.allowed().isEmpty() ? null : new ArrayList<>(asked.allowed()));
        if (asked.fallback() != null) {
            schema.setDefault(asked.fallback());
        }
        schema.minimum(decimal(asked.min())).maximum(decimal(asked.max()));
        return schema;
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer bound) {
        return bound == null ? null : BigDecimal.valueOf(bound);
    }
}
