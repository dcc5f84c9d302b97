package io.opportunities.web.openapi;

import io.opportunities.web.openapi.ServedDocument.Format;
import io.opportunities.web.query.QueryRecord;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the document in place of its generator, which would create and cache one for each language of a client. */
@Hidden
@RestController
class DocumentController {

    private final ServedDocument document;

    DocumentController(ServedDocument document) {
        this.document = document;
    }

    /** Whether schemas contain one form of a value or all. */
    enum Types {
        ONE, ALL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @GetMapping("/openapi.json")
    byte[] json(Types types, HttpServletRequest request) {
        return document.text(types, Format.JSON, request);
    }

    @GetMapping(path = "/openapi.yaml", produces = "application/vnd.oai.openapi")
    byte[] yaml(Types types, HttpServletRequest request) {
        return document.text(types, Format.YAML, request);
    }

    /** Registers the choice as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<Types> documentTypes() {
            return new QueryRecord<>(Types.class, query -> query.oneOf("types", List.of(Types.values()), Types::wireName, Types.ONE));
        }
    }
}
