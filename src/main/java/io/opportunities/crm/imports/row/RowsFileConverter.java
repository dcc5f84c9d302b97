package io.opportunities.crm.imports.row;

import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Writes rows of an import as CSV. */
@Component
final class RowsFileConverter extends AbstractHttpMessageConverter<RowsFile> implements WebMvcConfigurer {

    RowsFileConverter() {
        super(new MediaType("text", "csv"));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.addFirst(this));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == RowsFile.class;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return supports(type) ? getSupportedMediaTypes() : List.of();
    }

    @Override
    protected RowsFile readInternal(Class<? extends RowsFile> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("rows are only written", message);
    }

    @Override
    protected void writeInternal(RowsFile rows, HttpOutputMessage message) throws IOException {
        rows.writeTo(message.getBody());
    }
}
