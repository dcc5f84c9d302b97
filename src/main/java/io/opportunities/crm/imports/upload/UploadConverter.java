package io.opportunities.crm.imports.upload;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads the body of a request as a file: it is stored while it arrives, before the handler is called. */
@Component
final class UploadConverter extends AbstractHttpMessageConverter<UploadedFile> implements WebMvcConfigurer {

    private static final MediaType JSON_LINES = MediaType.parseMediaType("application/x-ndjson");

    private final Uploads uploads;

    UploadConverter(Uploads uploads) {
        super(new MediaType("text", "csv"), new MediaType("text", "tab-separated-values"), MediaType.TEXT_PLAIN, JSON_LINES);
        this.uploads = uploads;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.addFirst(this));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == UploadedFile.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType media) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return supports(type) ? getSupportedMediaTypes() : List.of();
    }

    @Override
    protected UploadedFile readInternal(Class<? extends UploadedFile> type, HttpInputMessage message) throws IOException {
        MediaType sent = message.getHeaders().getContentType();
        return uploads.receive(message.getBody(), message.getHeaders().getContentLength(), sent != null && JSON_LINES.includes(sent));
    }

    @Override
    protected void writeInternal(UploadedFile file, HttpOutputMessage message) throws HttpMessageNotWritableException {
        throw new HttpMessageNotWritableException("files are only read");
    }
}
