package io.opportunities.web.json;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violations;
import io.opportunities.web.server.BodyMemoryLimit;
import io.opportunities.web.server.RequestBodyBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON body within its limits. It rejects malformed JSON, and collects violations of rules in {@link Violations}. */
public final class JsonRequestConverter extends JacksonJsonHttpMessageConverter {

    /** Fits most responses. Each further block is twice as long, and no block is copied into the next. */
    private static final int FIRST_BLOCK = 4096;

    private final int limit;
    private final BodyMemoryLimit memory;
    private final RequestValidator constraints;

    public JsonRequestConverter(JsonMapper mapper, int limit, BodyMemoryLimit memory, RequestValidator constraints) {
        super(mapper);
        this.limit = limit;
        this.memory = memory;
        this.constraints = constraints;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints) {
        try {
            Object request = super.read(type, within(message), hints);
            if (request instanceof Record) {
                constraints.check(request, CurrentRequest.isPartial(), CurrentRequest.violations());
            }
            return request;
        } catch (IOException unreadable) {
            throw ApiException.invalidJson("the body could not be read to its end");
        }
    }

    /** Serialises the whole body before it writes. The client then knows the length, and a failure leaves no partial response. */
    @Override
    protected void writeInternal(Object body, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        FastByteArrayOutputStream written = new FastByteArrayOutputStream(FIRST_BLOCK);
        super.writeInternal(body, type, new HttpOutputMessage() {

            @Override
            public OutputStream getBody() {
                return written;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        }, hints);
        message.getHeaders().setContentLength(written.size());
        written.writeTo(message.getBody());
    }

    private HttpInputMessage within(HttpInputMessage message) throws IOException {
        long announced = message.getHeaders().getContentLength();
        byte[] body = announced > limit ? new byte[0] : memory.read(message.getBody(), announced, limit);
        if (announced > limit || body.length > limit) {
            throw ApiException.payloadTooLarge(limit);
        }
        rejectUnlessUtf8(body);
        RequestBodyBytes.store(body);
        return new HttpInputMessage() {

            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    /**
     * Rejects invalid UTF-8. The JSON parser accepts overlong forms and encoded surrogates, which hide characters from checks of the bytes.
     */
    private static void rejectUnlessUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw ApiException.invalidJson("the body is not valid UTF-8");
        }
    }

    @Override
    protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
        return reader.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withHandler(new UnknownMembers())
                .withAttribute(Violations.class, CurrentRequest.violations());
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
