package io.opportunities.common;

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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON body within its limits: what does not parse is refused here, what breaks a rule is collected in {@link Violations}. */
final class JsonBodyConverter extends JacksonJsonHttpMessageConverter {

    /** What most answers fit into; each block after it is twice as long, and none is copied into the next. */
    private static final int FIRST_BLOCK = 4096;

    private final int limit;
    private final BodyMemory memory;
    private final Constraints constraints;

    JsonBodyConverter(JsonMapper mapper, int limit, BodyMemory memory, Constraints constraints) {
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
                constraints.check(request, RequestState.isPartial(), RequestState.violations());
            }
            return request;
        } catch (IOException unreadable) {
            throw ApiException.invalidJson("the body could not be read to its end");
        }
    }

    /** Whole, then at once: its length is known to the client, and what fails to be written is no half answer. */
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
        refuseUnlessUtf8(body);
        SentBody.keep(body);
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

    /** The JSON parser takes overlong forms and encoded surrogates, which hide characters from whoever checks the bytes. */
    private static void refuseUnlessUtf8(byte[] body) {
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
                .withAttribute(Violations.class, RequestState.violations());
    }

    /** Why a body was refused, without what a library calls it. */
    static String refusal(Throwable cause) {
        String place = cause instanceof JacksonException broken && broken.getLocation() != null
                ? " at line %d, column %d".formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr())
                : "";
        return switch (cause) {
            case MismatchedInputException wrongRoot -> "the body must be one JSON object";
            case StreamReadException broken -> "the body is not valid JSON" + place + ": "
                    + Text.printable(broken.getOriginalMessage(), 160);
            default -> "the body is not valid JSON" + place;
        };
    }

    /** Notes a member that no record component takes, and goes on. */
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
