package io.opportunities.web.json;

import io.opportunities.common.Times;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Configures the format of JSON, and the limits of a body's depth and lengths. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    private static final int MAX_DEPTH = 64;

    @Bean
    JsonFactoryBuilderCustomizer jsonLimits() {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNameLength(1_000)
                .maxNumberLength(400)
                .build());
    }

    @Bean
    JsonMapperBuilderCustomizer jsonForms() {
        return mapper -> mapper
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule().addSerializer(Instant.class, new Milliseconds()));
    }

    /** Writes every instant in one format. */
    private static final class Milliseconds extends StdSerializer<Instant> {

        private Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
            json.writeString(Times.format(time));
        }
    }
}
