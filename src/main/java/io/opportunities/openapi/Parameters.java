package io.opportunities.openapi;

import io.opportunities.common.IfMatch;
import io.opportunities.common.QueryParameter;
import io.opportunities.common.RequestIdFilter;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The parameters of an operation: those it declares, those its query records ask for, and the headers that every request may have. */
@Component
final class Parameters {

    private static final String PRINTABLE = "^[ -~]{1,255}$";
    private static final String PLAIN = "^[A-Za-z0-9._:-]{1,128}$";

    private final Texts texts;

    Parameters(Texts texts) {
        this.texts = texts;
    }

    List<Parameter> of(List<Parameter> declared, List<QueryParameter> asked, boolean posts) {
        List<Parameter> all = new ArrayList<>(declared);
        all.stream().filter(parameter -> parameter.getName().equals(HttpHeaders.IF_MATCH))
                .forEach(parameter -> parameter.setSchema(TypeSchemas.typed("string")._default(IfMatch.ANY)));
        asked.forEach(parameter -> all.add(query(parameter)));
        all.add(header(RequestIdFilter.HEADER).schema(TypeSchemas.typed("string").pattern(PLAIN)));
        all.add(header("Prefer").schema(TypeSchemas.typed("string")).example("handling=strict"));
        if (posts) {
            all.add(header("Idempotency-Key").schema(TypeSchemas.typed("string").pattern(PRINTABLE)));
        }
        all.stream().filter(parameter -> parameter.getDescription() == null).forEach(
                parameter -> texts.find(parameter.getIn() + "." + parameter.getName()).ifPresent(parameter::setDescription));
        return all;
    }

    private static Parameter header(String name) {
        return new Parameter().in("header").name(name).required(false);
    }

    private static Parameter query(QueryParameter asked) {
        Parameter parameter = new Parameter().in("query").name(asked.name()).required(false);
        if (!asked.repeatable()) {
            return parameter.schema(schema(asked));
        }
        return parameter.schema(TypeSchemas.typed("array").items(schema(asked))).style(Parameter.StyleEnum.FORM).explode(false);
    }

    private static Schema<Object> schema(QueryParameter asked) {
        boolean number = Number.class.isAssignableFrom(asked.type());
        Schema<Object> schema = TypeSchemas.typed(number ? "integer" : asked.type() == Boolean.class ? "boolean" : "string");
        schema.setFormat(asked.type() == Instant.class ? "date-time" : asked.type() == Long.class ? "int64" : null);
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
