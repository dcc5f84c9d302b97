package io.opportunities.web.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Keeps each structured log entry on one line, also for readers that treat more characters as line ends than JSON escapes. */
final class SingleLineLogFields implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, SingleLineLogFields::inOneLine));
    }

    private static @Nullable String inOneLine(@Nullable String text) {
        return text == null ? null : text.replace('\u2028', ' ').replace('\u2029', ' ');
    }
}
