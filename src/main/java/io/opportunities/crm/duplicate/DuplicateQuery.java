package io.opportunities.crm.duplicate;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.search.RecordType;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The requested page of groups.
 *
 * @param by the kind of key that the records share
 * @param past the last group of the page before
 */
record DuplicateQuery(RecordType recordType, MatchBy by, int pageSize, Optional<Cursor> past) {

    /** The keys that several active records may have. Contacts have e-mails and phones only. */
    private static final List<MatchBy> KEYS = List.of(MatchBy.PRIMARY_EMAIL, MatchBy.PRIMARY_PHONE, MatchBy.TITLE, MatchBy.ADDRESS);

    static DuplicateQuery from(QueryParameters query) {
        RecordType type = query.oneOf("record_type", List.of(RecordType.values()), RecordType::wireName, RecordType.OPPORTUNITY);
        List<MatchBy> keys = type == RecordType.CONTACT ? KEYS.subList(0, 2) : KEYS;
        return new DuplicateQuery(type, query.oneOf("by", keys, MatchBy::wireName, MatchBy.PRIMARY_EMAIL),
                query.integer("page_size", 20, 1, 100),
                query.parsed("cursor", "must be one that an answer gave in X-Next-Cursor or Link", Cursor::parse));
    }

    /** A group, by its place in the list. */
    record Cursor(int records, String key) {

        private static final Pattern PLACE = Pattern.compile("(\\d{1,9}) (.+)", Pattern.DOTALL);

        static Optional<Cursor> parse(String text) {
            try {
                Matcher place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
                return place.matches() && place.group(2).indexOf('\0') < 0
                        ? Optional.of(new Cursor(Integer.parseInt(place.group(1)), place.group(2)))
                        : Optional.empty();
            } catch (IllegalArgumentException notOurs) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((records + " " + key).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Registers the query as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<DuplicateQuery> duplicateQuery() {
            return new QueryRecord<>(DuplicateQuery.class, DuplicateQuery::from);
        }
    }
}
