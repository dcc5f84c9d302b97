package io.opportunities.web.json;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/** Reads one body into a request record, and collects the violations of its rules. Bodies come by HTTP, one or many at once, or in files. */
@Component
public final class RequestReader {

    private final JsonMapper mapper;
    private final RequestValidator constraints;

    RequestReader(JsonMapper mapper, RequestValidator constraints) {
        this.mapper = mapper;
        this.constraints = constraints;
    }

    /**
     * Reads a part of a text as one complete request.
     *
     * @param json in UTF-8
     * @throws ApiException 400 if it is not one JSON object
     */
    public <T extends Record> T read(Class<T> type, byte[] json, int from, int length, Violations violations) {
        try {
            return checked(collecting(mapper.readerFor(type), violations).readValue(json, from, length), violations);
        } catch (JacksonException broken) {
            throw ApiException.unreadable(broken);
        }
    }

    /** @throws ApiException 400 if it is no JSON object */
    public <T extends Record> T read(Class<T> type, JsonNode json, Violations violations) {
        try {
            return checked(collecting(mapper.readerFor(type), violations).readValue(json), violations);
        } catch (JacksonException broken) {
            throw ApiException.unreadable(broken);
        }
    }

    /**
     * Rejects invalid UTF-8. The JSON parser accepts overlong forms and encoded surrogates, which hide characters from checks of the bytes.
     */
    public static void rejectUnlessUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw ApiException.invalidJson("the body is not valid UTF-8");
        }
    }

    /** @param partial whether absent members keep their values, as in a PATCH */
    void check(Object request, boolean partial, Violations violations) {
        constraints.check(request, partial, violations);
    }

    ObjectReader collecting(ObjectReader reader, Violations violations) {
        return reader.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withHandler(new UnknownMembers())
                .withAttribute(Violations.class, violations);
    }

    private <T extends Record> T checked(@Nullable T request, Violations violations) {
        if (request == null) {
            throw ApiException.invalidJson("the body must be one JSON object");
        }
        check(request, false, violations);
        return request;
    }

    /** Records a member without a record component as unknown, and continues. */
    private static final class UnknownMembers extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser, ValueDeserializer<?> deserializer,
                Object record, String member) {
            PatchFieldDeserializer.violations(context).ignore(member);
            parser.skipChildren();
            return true;
        }
    }
}
