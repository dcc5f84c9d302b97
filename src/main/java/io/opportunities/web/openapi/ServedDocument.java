package io.opportunities.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.opportunities.web.openapi.DocumentController.Types;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The document as bytes: generated once, and cached in its four forms. */
@Component
final class ServedDocument {

    /** The format of the document. */
    enum Format {

        JSON(new ObjectMapper()), YAML(new ObjectMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .stringQuotingChecker(new TimesToo())
                .build()));

        private final ObjectMapper mapper;

        Format(ObjectMapper mapper) {
            this.mapper = mapper;
        }
    }

    /** The requested types and format. */
    private record Form(Types types, Format format) {}

    private final ObjectProvider<OpenApiWebMvcResource> generator;
    private final Map<Form, byte[]> texts = new HashMap<>();

    ServedDocument(ObjectProvider<OpenApiWebMvcResource> generator) {
        this.generator = generator;
    }

    synchronized byte[] text(Types types, Format format, HttpServletRequest request) {
        if (texts.isEmpty()) {
            texts.putAll(all(request));
        }
        return Objects.requireNonNull(texts.get(new Form(types, format)));
    }

    private Map<Form, byte[]> all(HttpServletRequest request) {
        Map<Form, byte[]> documents = new HashMap<>();
        try {
            JsonNode all = Format.JSON.mapper.readTree(generator.getObject().openapiJson(request, "", Locale.ROOT));
            for (Format format : Format.values()) {
                documents.put(new Form(Types.ALL, format), format.mapper.writeValueAsBytes(all));
                documents.put(new Form(Types.ONE, format), format.mapper.writeValueAsBytes(SingleTypeSchemas.of(all)));
            }
            return documents;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the document is no JSON", broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Quotes times too, because parsers of YAML 1.1 read an unquoted time as a timestamp, where the schema says string. */
    private static final class TimesToo extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d\\d-\\d\\d.*");
        }
    }
}
