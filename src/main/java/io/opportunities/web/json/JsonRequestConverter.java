package io.opportunities.web.json;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.server.BodyMemoryLimit;
import io.opportunities.web.server.RequestBodyBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads a JSON body within its limits. It rejects malformed JSON, and collects violations of rules. */
public final class JsonRequestConverter extends JacksonJsonHttpMessageConverter {

    /** Fits most responses. Each further block is twice as long, and no block is copied into the next. */
    private static final int FIRST_BLOCK = 4096;

    private final int limit;
    private final BodyMemoryLimit memory;
    private final RequestReader requests;

    public JsonRequestConverter(JsonMapper mapper, int limit, BodyMemoryLimit memory, RequestReader requests) {
        super(mapper);
        this.limit = limit;
        this.memory = memory;
        this.requests = requests;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints) {
        try {
            Object request = super.read(type, within(message), hints);
            if (request instanceof Record) {
                requests.check(request, CurrentRequest.isPartial(), CurrentRequest.violations());
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
        byte[] body = memory.read(message, limit);
        RequestReader.rejectUnlessUtf8(body);
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

    @Override
    protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
        return requests.collecting(reader, CurrentRequest.violations());
    }
}
