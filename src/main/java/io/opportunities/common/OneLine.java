package io.opportunities.common;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Keeps each entry of a structured log in one line also for readers that know more ends of a line than JSON escapes. */
final class OneLine implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, OneLine::inOneLine));
    }

    private static @Nullable String inOneLine(@Nullable String text) {
        return text == null ? null : text.replace('\u2028', ' ').replace('\u2029', ' ');
    }
}
