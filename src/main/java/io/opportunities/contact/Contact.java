package io.opportunities.contact;

import io.opportunities.changelog.Logged;
import io.opportunities.changelog.Members;
import io.opportunities.changelog.RecordKind;
import io.opportunities.identity.CompanyId;
import io.opportunities.matching.MatchFoundStrategy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person behind opportunities and accounts. The keys stand at the same places as the e-mails and phones they belong to. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Contact implements Logged {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", sequenceName = "contact_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
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

    @Transient
    private List<Long> accountIds = List.of();

    private long createdById;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    Contact(ContactDraft draft, long createdById, Instant now) {
        this.name = draft.name().or("");
        this.title = draft.title().orNull();
        takeEmails(draft.emailsOrNone());
        takePhones(draft.phonesOrNone());
        this.createdById = createdById;
        this.createdAt = now;
        this.updatedAt = now;
    }

    private void takeEmails(List<Handle> handles) {
        this.emails = values(handles);
        this.emailKeys = keys(handles);
    }

    private void takePhones(List<Handle> handles) {
        this.phones = values(handles);
        this.phoneKeys = keys(handles);
    }

    /** @return whether anything differs from before; if not, nothing is touched */
    boolean change(ContactDraft draft, Instant now) {
        Map<String, Object> before = members();
        this.name = draft.name().or(name);
        this.title = MatchFoundStrategy.REPLACE.merge(title, draft.title());
        if (!draft.emails().isAbsent()) {
            takeEmails(draft.emailsOrNone());
        }
        if (!draft.phones().isAbsent()) {
            takePhones(draft.phonesOrNone());
        }
        if (!draft.accountIds().isAbsent()) {
            knowAccounts(draft.accountIds().or(List.of()));
        }
        boolean changed = !members().equals(before);
        this.updatedAt = changed ? now : updatedAt;
        return changed;
    }

    /** The accounts it belongs to, where that matters: they are not loaded with it. */
    void knowAccounts(List<Long> ids) {
        this.accountIds = List.copyOf(ids);
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

    @Override
    public long id() {
        return id == null ? 0 : id;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CONTACT;
    }

    /** A contact is never archived: it is there, or it is not. */
    @Override
    public boolean active() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new Members().put("name", name).put("title", title).put("emails", emails).put("phones", phones)
                .put("accountIds", accountIds).all();
    }

    /** What its e-mails and phone numbers are called where they are locked. */
    List<String> lockNames() {
        return Handles.lockNames(handles(emails, emailKeys), handles(phones, phoneKeys));
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

    private static List<Handle> handles(List<String> values, List<String> keys) {
        return IntStream.range(0, values.size()).mapToObj(i -> new Handle(values.get(i), keys.get(i))).toList();
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
