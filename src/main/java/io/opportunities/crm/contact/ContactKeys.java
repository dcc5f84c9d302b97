package io.opportunities.crm.contact;

import io.opportunities.common.KeyVersion;
import io.opportunities.matching.KeyRules;
import io.opportunities.matching.StoredKeys;
import io.opportunities.search.RecordType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The keys of contacts: one for each e-mail and phone number. */
@Component
final class ContactKeys implements StoredKeys {

    private static final int BATCH = 100;
    private static final String FIND_STALE = """
            select id, emails, email_keys, phones, phone_keys from contact
             where company_id = current_company() and key_version %s ?
             order by key_version limit ? for no key update skip locked""";
    // assigns the phones, so that the trigger updates the words derived from their keys
    private static final String STORE = """
            update contact set email_keys = ?, phone_keys = ?, phones = phones, key_version = ?
             where company_id = current_company() and id = ?""";
    private static final String MARK_CURRENT = "update contact set key_version = ? where company_id = current_company() and id = ?";

    private static final String FIND_STALE_WITH_VALUE = """
            select id, emails, email_keys, phones, phone_keys from contact
             where company_id = current_company() and removed_at is null and key_version <> ? and ? = any (emails || phones)
               and id in (select w.record_id from searched_words w where w.record_type = 'contact' and w.document @@ search_query(?))
             order by id limit 1 for no key update""";

    private final JdbcTemplate database;
    private final KeyRules rules;
    private final int version;

    ContactKeys(JdbcTemplate database, KeyRules rules, KeyVersion version) {
        this.database = database;
        this.rules = rules;
        this.version = version.number();
    }

    /** Recomputes the keys of the first contacts that have an e-mail or a phone number as it is written, and keys by other rules. */
    void refresh(ContactPoints points) {
        Stream.of(points.email(), points.phone()).filter(Objects::nonNull).map(ContactPoint::value)
                .forEach(value -> store(database.query(FIND_STALE_WITH_VALUE, (row, number) -> stored(row), version, value, value),
                        version));
    }

    @Override
    public RecordType kind() {
        return RecordType.CONTACT;
    }

    @Override
    public Refreshed refresh(int version, int limit) {
        List<Stored> all = StoredKeys.readStale(FIND_STALE, limit,
                (query, more) -> database.query(query, (row, number) -> stored(row), version, more));
        return store(all, version);
    }

    private Refreshed store(List<Stored> all, int current) {
        Map<Boolean, List<Stored>> byRight = all.stream().collect(Collectors.partitioningBy(Stored::isRight));
        List<Stored> wrong = byRight.getOrDefault(false, List.of());
        database.batchUpdate(STORE, wrong, BATCH, (row, contact) -> contact.write(row, current));
        database.batchUpdate(MARK_CURRENT, byRight.getOrDefault(true, List.of()), BATCH, (row, contact) -> {
            row.setInt(1, current);
            row.setLong(2, contact.id);
        });
        return new Refreshed(all.size(), wrong.size());
    }

    private Stored stored(ResultSet row) throws SQLException {
        List<String> emails = texts(row, "emails").stream().map(email -> ContactPoint.email(email, rules).key()).toList();
        List<String> phones = texts(row, "phones").stream().map(phone -> ContactPoint.phone(phone, rules).key()).toList();
        return new Stored(row.getLong("id"), new Keys(texts(row, "email_keys"), texts(row, "phone_keys")), new Keys(emails, phones));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    /** The keys of the e-mails and phone numbers, in their order. */
    private record Keys(List<String> emails, List<String> phones) {}

    /**
     * A stored contact.
     *
     * @param right the keys by the current rules
     */
    private record Stored(long id, Keys present, Keys right) {

        boolean isRight() {
            return present.equals(right);
        }

        void write(PreparedStatement row, int version) throws SQLException {
            row.setArray(1, row.getConnection().createArrayOf("varchar", right.emails.toArray()));
            row.setArray(2, row.getConnection().createArrayOf("varchar", right.phones.toArray()));
            row.setInt(3, version);
            row.setLong(4, id);
        }
    }
}
