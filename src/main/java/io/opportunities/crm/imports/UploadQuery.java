package io.opportunities.crm.imports;

import io.opportunities.common.Text;
import io.opportunities.crm.imports.file.Encoding;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.nio.charset.Charset;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a client says of a file.
 *
 * @param charset of a file that is neither UTF-8 nor UTF-16
 */
record UploadQuery(Optional<String> name, Charset charset) {

    private static final int MAX_NAME = 255;

    static UploadQuery from(QueryParameters query) {
        return new UploadQuery(
                query.parsed("name", "must have at most %d characters".formatted(MAX_NAME),
                        text -> Optional.of(Text.trim(text)).filter(name -> Text.length(name) <= MAX_NAME)).filter(name -> !name.isEmpty()),
                query.parsed("charset", "must be a charset that keeps ASCII, such as UTF-8, windows-1252 or Shift_JIS", Encoding::charset)
                        .orElse(Charset.forName(Encoding.DEFAULT)));
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<UploadQuery> importUploadQuery() {
            return new QueryRecord<>(UploadQuery.class, UploadQuery::from);
        }
    }
}
