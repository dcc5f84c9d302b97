package io.opportunities.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person behind opportunities and accounts. The keys stand at the same places as the e-mails and phones they belong to. */
@Entity
class Contact {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", sequenceName = "contact_seq")
    private @Nullable Long id;

    @TenantId
    private @Nullable Long companyId;

    @Version
    private int version;

    private String name;
    private @Nullable String title;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emails;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emailKeys;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> phones;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> phoneKeys;

    private long createdById;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    Contact(ContactDraft draft, long createdById, Instant now) {
        this.name = draft.name();
        this.title = draft.title();
        this.emails = values(draft.emails());
        this.emailKeys = keys(draft.emails());
        this.phones = values(draft.phones());
        this.phoneKeys = keys(draft.phones());
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void add(List<Handle> newEmails, List<Handle> newPhones, Instant now) {
        emails = joined(emails, values(newEmails));
        emailKeys = joined(emailKeys, keys(newEmails));
        phones = joined(phones, values(newPhones));
        phoneKeys = joined(phoneKeys, keys(newPhones));
        updatedAt = now;
    }

    boolean hasEmail(String key) {
        return emailKeys.contains(key);
    }

    boolean hasPhone(String key) {
        return phoneKeys.contains(key);
    }

    long id() {
        return id == null ? 0 : id;
    }

    ContactSummary summary() {
        return new ContactSummary(id(), first(emails, emailKeys), first(phones, phoneKeys));
    }

    ContactResponse response(List<ContactResponse.Linked> accounts, List<ContactResponse.Linked> opportunities) {
        return new ContactResponse(id(), companyId == null ? 0 : companyId, name, title, emails, phones,
                new ContactResponse.Creator(createdById), accounts, List.of(), opportunities, createdAt, updatedAt);
    }

    private static @Nullable Handle first(List<String> values, List<String> keys) {
        return values.isEmpty() ? null : new Handle(values.getFirst(), keys.getFirst());
    }

    private static List<String> values(List<Handle> handles) {
        return handles.stream().map(Handle::value).toList();
    }

    private static List<String> keys(List<Handle> handles) {
        return handles.stream().map(Handle::key).toList();
    }

    private static List<String> joined(List<String> before, List<String> added) {
        List<String> all = new ArrayList<>(before);
        all.addAll(added);
        return all;
    }
}
