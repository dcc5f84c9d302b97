package io.opportunities.matching;

import io.opportunities.common.KeyVersion;
import io.opportunities.search.Conditions;
import io.opportunities.search.RecordType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The keys of records with a title, an address, an e-mail and a phone number. */
final class RecordKeys implements StoredKeys {

    private static final int BATCH = 100;
    private static final String FIND_STALE = """
            select id, title, address, primary_email, primary_phone, title_key, email_key, phone_key, address_key from %s
             where company_id = current_company() and key_version %%s ?
             order by key_version limit ? for no key update skip locked""";
    private static final String STORE = """
            update %s set title_key = ?, email_key = ?, phone_key = ?, address_key = ?, key_version = ?
             where company_id = current_company() and id = ?""";

    /** Reads the view, for which PostgreSQL uses the index of texts. */
    private static final String FIND_STALE_WITH_VALUE = """
            select id, title, address, primary_email, primary_phone, title_key, email_key, phone_key, address_key from %1$s
             where company_id = current_company() and is_active and key_version <> ?
               and id in (select s.id from searched_%1$s s where normalize(s.%2$s) ilike ? escape '\\')
             order by id limit 1 for no key update""";

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
     * Recomputes the keys of the first active record that has a value, in any case, and keys by other rules. Until all are recomputed, a
     * request that repeats the value finds its record so.
     */
    void refresh(MatchBy by, String value) {
        String query = FIND_STALE_WITH_VALUE.formatted(kind.wireName(), by.valueColumn());
        store(database.query(query, (row, number) -> stored(row), version, Conditions.matching(value)), version);
    }

    @Override
    public RecordType kind() {
        return kind;
    }

    @Override
    public Refreshed refresh(int version, int limit) {
        List<Stored> records = StoredKeys.readStale(FIND_STALE.formatted(kind.wireName()), limit,
                (query, more) -> database.query(query, (row, number) -> stored(row), version, more));
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
        for (MatchBy by : MatchBy.values()) {
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
