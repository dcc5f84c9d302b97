package io.opportunities.web.json.items;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.json.RequestReader;
import io.opportunities.web.server.BodyMemoryLimit;
import io.opportunities.web.server.RequestBodyBytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body of many JSON objects within its limits. */
public final class JsonItemsConverter extends AbstractHttpMessageConverter<JsonItems> {

    private static final MediaType LINES = MediaType.APPLICATION_NDJSON;

    private final JsonMapper mapper;
    private final int limit;
    private final BodyMemoryLimit memory;

    public JsonItemsConverter(JsonMapper mapper, int limit, BodyMemoryLimit memory) {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"), LINES);
        this.mapper = mapper;
        this.limit = limit;
        this.memory = memory;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonItems.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType media) {
        return false;
    }

    @Override
    protected JsonItems readInternal(Class<? extends JsonItems> type, HttpInputMessage message) {
        try {
            byte[] body = memory.read(message, limit);
            RequestReader.rejectUnlessUtf8(body);
            RequestBodyBytes.store(body);
            return LINES.isCompatibleWith(message.getHeaders().getContentType())
                    ? JsonItems.ofLines(body)
                    : JsonItems.ofArray(body, mapper);
        } catch (IOException unreadable) {
            throw ApiException.invalidJson("the body could not be read to its end");
        }
    }

    @Override
    protected void writeInternal(JsonItems items, HttpOutputMessage message) {
        throw new UnsupportedOperationException("a body of many items is only read");
    }
}
