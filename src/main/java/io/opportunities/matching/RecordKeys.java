package io.opportunities.matching;

import io.opportunities.common.contact.KeyVersion;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.matching.key.StoredKeys;
import io.opportunities.search.Conditions;
import io.opportunities.search.RecordType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The keys of records with a title, an address, an e-mail and a phone number, without those that no rule computes. */
final class RecordKeys implements StoredKeys {

    private static final List<MatchBy> COMPUTED = List.of(MatchBy.TITLE, MatchBy.PRIMARY_EMAIL, MatchBy.PRIMARY_PHONE, MatchBy.ADDRESS);
    private static final int BATCH = 100;
    private static final int MAX_CANDIDATES = 1_000;
    private static final String SELECT = """
            select id, title, address, primary_email, primary_phone, title_key, email_key, phone_key, address_key from %s
             where company_id = current_company()""";
    private static final String FIND_STALE = SELECT + " and key_version %%s ? order by key_version limit ? for no key update skip locked";
    private static final String LOCK_STALE = SELECT + " and key_version <> ? and id = ? for no key update";
    /** Reads the view, for which PostgreSQL uses the index of parts of texts. */
    private static final String FIND_CANDIDATES = SELECT + """
            and key_version <> ? and is_active and id in (select s.id from searched_%1$s s where %2$s ilike ? escape '\\')
            order by id limit ?""";
    private static final String STORE = """
            update %s set title_key = ?, email_key = ?, phone_key = ?, address_key = ?, key_version = ?
             where company_id = current_company() and id = ?""";
    /** A number of enough digits for the index of parts of texts, as a house has. */
    private static final Pattern HOUSE_NUMBER = Pattern.compile("\\d{3,}");
    private static final int LOCAL_NUMBER = 7;

    private final RecordType kind;
    private final JdbcTemplate database;
    private final KeyRules rules;
    private final int version;

    RecordKeys(RecordType kind, JdbcTemplate database, KeyRules rules, KeyVersion version) {
        this.kind = kind;
        this.database = database;
        this.rules = rules;
        this.version = version.number();
    }

    /**
     * Recomputes the keys of the first active record that other rules gave another key, and the present ones give this key. It is looked for
     * among those that have the value, in any case, and among those that share a number with the key. So a request finds its record before
     * all keys are recomputed.
     */
    void refresh(MatchBy by, String value, String key) {
        if (by == MatchBy.EXTERNAL_ID) {
            return; // no rule computes it
        }
        // a plan for any pattern goes through the table
        database.execute("set local plan_cache_mode = force_custom_plan");
        Stream.of(candidates("normalize(s.%s)".formatted(by.valueColumn()), Conditions.matching(value)), candidatesByNumber(by, key))
                .flatMap(List::stream).filter(candidate -> key.equals(by.of(candidate.right()))).min(Comparator.comparing(Stored::id))
                .ifPresent(found -> store(query(LOCK_STALE.formatted(kind.wireName()), version, found.id()), version));
    }

    private List<Stored> candidatesByNumber(MatchBy by, String key) {
        if (by == MatchBy.PRIMARY_PHONE) {
            String digits = PhoneNumbers.digits(key.replaceFirst(";.*", ""));
            return candidates("s.phone_key", Conditions.containing(digits.substring(Math.max(0, digits.length() - LOCAL_NUMBER))));
        }
        Matcher number = HOUSE_NUMBER.matcher(key);
        return by == MatchBy.ADDRESS && number.find()
                ? candidates("normalize(s.address)", Conditions.containing(number.group()))
                : List.of();
    }

    private List<Stored> candidates(String text, String pattern) {
        return query(FIND_CANDIDATES.formatted(kind.wireName(), text), version, pattern, MAX_CANDIDATES);
    }

    private List<Stored> query(String query, Object... parameters) {
        return database.query(query, (row, number) -> stored(row), parameters);
    }

    @Override
    public RecordType kind() {
        return kind;
    }

    @Override
    public Refreshed refresh(int version, int limit) {
        List<Stored> records = StoredKeys.readStale(FIND_STALE.formatted(kind.wireName()), limit,
                (query, more) -> query(query, version, more));
        store(records, version);
        return new Refreshed(records.size(), (int) records.stream().filter(Stored::isWrong).count());
    }

    private void store(List<Stored> records, int current) {
        database.batchUpdate(STORE.formatted(kind.wireName()), records, BATCH, (row, record) -> record.write(row, current));
    }

    private Stored stored(ResultSet row) throws SQLException {
        String email = row.getString("primary_email");
        String phone = row.getString("primary_phone");
        String title = row.getString("title");
        MatchKeys right = MatchKeys.NONE
                .with(MatchBy.TITLE, title == null ? null : MatchKeys.titleKey(title))
                .with(MatchBy.PRIMARY_EMAIL, email == null ? null : rules.email(email))
                .with(MatchBy.PRIMARY_PHONE, phone == null ? null : rules.phone(phone))
                .with(MatchBy.ADDRESS, rules.address(row.getString("address")).matchKey().orElse(null));
        MatchKeys present = MatchKeys.NONE;
        for (MatchBy by : COMPUTED) {
            present = present.with(by, row.getString(by.column()));
        }
        return new Stored(row.getLong("id"), present, right);
    }

    /**
     * A stored record.
     *
     * @param right the keys by the current rules
     */
    private record Stored(long id, MatchKeys present, MatchKeys right) {

        void write(PreparedStatement row, int version) throws SQLException {
            row.setString(1, right.titleKey());
            row.setString(2, right.emailKey());
            row.setString(3, right.phoneKey());
            row.setString(4, right.addressKey());
            row.setInt(5, version);
            row.setLong(6, id);
        }

        boolean isWrong() {
            return !present.equals(right);
        }
    }

    /** The kinds of record with these keys. */
    @Configuration(proxyBeanMethods = false)
    static class Kinds {

        @Bean
        RecordKeys opportunityKeys(JdbcTemplate database, KeyRules rules, KeyVersion version) {
            return new RecordKeys(RecordType.OPPORTUNITY, database, rules, version);
        }

        @Bean
        RecordKeys accountKeys(JdbcTemplate database, KeyRules rules, KeyVersion version) {
            return new RecordKeys(RecordType.ACCOUNT, database, rules, version);
        }
    }
}
