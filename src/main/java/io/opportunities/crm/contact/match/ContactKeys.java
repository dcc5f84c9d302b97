package io.opportunities.crm.contact.match;

import io.opportunities.common.contact.KeyVersion;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.matching.key.StoredKeys;
import io.opportunities.search.RecordType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The keys of contacts: one for each e-mail and phone number. */
@Component
public final class ContactKeys implements StoredKeys {

    private static final int BATCH = 100;
    private static final int MAX_CANDIDATES = 1_000;
    private static final String SELECT = """
            select id, emails, email_keys, phones, phone_keys from contact
             where company_id = current_company()""";
    private static final String FIND_STALE = SELECT + " and key_version %s ? order by key_version limit ? for no key update skip locked";
    private static final String LOCK_STALE = SELECT + " and key_version <> ? and id = ? for no key update";
    private static final String FIND_CANDIDATES = SELECT + """
            and key_version <> ? and removed_at is null
              and id in (select w.record_id from searched_words w where w.record_type = 'contact' and w.document @@ search_query(?))
            order by id limit ?""";
    // assigns the phones, so that the trigger updates the words derived from their keys
    private static final String STORE = """
            update contact set email_keys = ?, phone_keys = ?, phones = phones, key_version = ?
             where company_id = current_company() and id = ?""";
    private static final String MARK_CURRENT = "update contact set key_version = ? where company_id = current_company() and id = ?";
    /** An area and its number, as most of the spellings of a number have them. */
    private static final int NATIONAL_NUMBER = 10;

    private final JdbcTemplate database;
    private final KeyRules rules;
    private final int version;

    ContactKeys(JdbcTemplate database, KeyRules rules, KeyVersion version) {
        this.database = database;
        this.rules = rules;
        this.version = version.number();
    }

    /** Returns the values of a record, those that the request did not supply with their keys by the present rules. */
    public ContactPoints current(ContactPoints record, ContactPoints supplied) {
        ContactPoint email = record.email();
        ContactPoint phone = record.phone();
        return new ContactPoints(supplied.email() != null || email == null ? email : ContactPoint.email(email.value(), rules),
                supplied.phone() != null || phone == null ? phone : ContactPoint.phone(phone.value(), rules));
    }

    /**
     * Recomputes the keys of the first contacts that other rules gave other keys, and the present ones give those of an e-mail and a phone
     * number. So a record finds its contact before all keys are recomputed.
     */
    public void refresh(ContactPoints points) {
        // a plan for any words goes through the table
        database.execute("set local plan_cache_mode = force_custom_plan");
        String email = ContactPoints.key(points.email());
        String phone = ContactPoints.key(points.phone());
        if (email != null && points.email() != null) {
            refresh(points.email().value(), contact -> contact.right.emails.contains(email));
        }
        if (phone != null) {
            String digits = PhoneNumbers.digits(phone.replaceFirst(";.*", ""));
            refresh(digits.substring(Math.max(0, digits.length() - NATIONAL_NUMBER)), contact -> contact.right.phones.contains(phone));
        }
    }

    private void refresh(String words, Predicate<Stored> isRight) {
        query(FIND_CANDIDATES, version, words, MAX_CANDIDATES).stream().filter(isRight).findFirst()
                .ifPresent(found -> store(query(LOCK_STALE, version, found.id), version));
    }

    private List<Stored> query(String query, Object... parameters) {
        return database.query(query, (row, number) -> stored(row), parameters);
    }

    @Override
    public RecordType kind() {
        return RecordType.CONTACT;
    }

    @Override
    public Refreshed refresh(int version, int limit) {
        List<Stored> all = StoredKeys.readStale(FIND_STALE, limit,
                (query, more) -> query(query, version, more));
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
