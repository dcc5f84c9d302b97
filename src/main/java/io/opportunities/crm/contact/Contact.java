package io.opportunities.crm.contact;

import io.opportunities.common.JsonSize;
import io.opportunities.crm.changelog.ChangeTracked;
import io.opportunities.crm.changelog.field.FieldValues;
import io.opportunities.crm.contact.body.ContactDraft;
import io.opportunities.crm.contact.body.ContactResponse;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.matching.Guarded;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Sized;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person behind opportunities and accounts. Each key has the same position as its e-mail or phone. */
@Entity
@SQLRestriction(CompanyId.OWN + " and removed_at is null")
class Contact extends VersionedEntity implements ChangeTracked, Sized, Guarded {

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

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    Contact(ContactDraft draft, long createdById, Instant now) {
        super(now);
        this.name = draft.name().or("");
        this.title = draft.title().orNull();
        applyEmails(draft.emailsOrNone());
        applyPhones(draft.phonesOrNone());
        this.createdById = createdById;
    }

    private void applyEmails(List<ContactPoint> points) {
        this.emails = values(points);
        this.emailKeys = keys(points);
    }

    private void applyPhones(List<ContactPoint> points) {
        this.phones = values(points);
        this.phoneKeys = keys(points);
    }

    /** @return whether anything changed; an equal draft changes nothing */
    boolean change(ContactDraft draft, Instant now) {
        Map<String, Object> before = members();
        this.name = draft.name().or(name);
        this.title = MatchFoundStrategy.REPLACE.merge(title, draft.title());
        if (!draft.emails().isAbsent()) {
            applyEmails(draft.emailsOrNone());
        }
        if (!draft.phones().isAbsent()) {
            applyPhones(draft.phonesOrNone());
        }
        if (!draft.accountIds().isAbsent()) {
            assignAccounts(draft.accountIds().or(List.of()));
        }
        boolean changed = !members().equals(before);
        if (changed) {
            touch(now);
        }
        return changed;
    }

    /** Sets the accounts of the contact where they matter, because they are not loaded with it. */
    void assignAccounts(List<Long> ids) {
        this.accountIds = List.copyOf(ids);
    }

    /**
     * Adds a missing e-mail and phone, up to the limit: the schema rejects more than fifty of each.
     *
     * @param accountId a newly linked account, null if there is none
     * @return the added values, each by its place in its list
     */
    Map<String, Object> add(@Nullable ContactPoint email, @Nullable ContactPoint phone, @Nullable Long accountId, Instant now) {
        FieldValues added = new FieldValues();
        if (email != null && canAdd(emails, emailKeys, email)) {
            added.put("emails[%d]".formatted(emails.size()), email.value());
            emails = joined(emails, email.value());
            emailKeys = joined(emailKeys, email.key());
        }
        if (phone != null && canAdd(phones, phoneKeys, phone)) {
            added.put("phones[%d]".formatted(phones.size()), phone.value());
            phones = joined(phones, phone.value());
            phoneKeys = joined(phoneKeys, phone.key());
        }
        if (accountId != null) {
            added.put("accountIds", List.of(accountId));
        }
        if (!added.all().isEmpty()) {
            touch(now);
        }
        return added.all();
    }

    private static boolean canAdd(List<String> values, List<String> keys, ContactPoint point) {
        return keys.size() < ContactPoints.MAX
                && IntStream.range(0, keys.size()).mapToObj(i -> new ContactPoint(values.get(i), keys.get(i))).noneMatch(point::isSame);
    }

    /** The locks on the keys that it is found by. */
    List<String> lockNames() {
        return ContactPoints.lockNamesOfKeys(emailKeys, phoneKeys);
    }

    @Override
    public RecordType kind() {
        return RecordType.CONTACT;
    }

    /**
     * Returns true: a contact is never archived. A removed contact is no longer loaded, though records may still refer to it for a while.
     */
    @Override
    public boolean active() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new FieldValues().put("name", name).put("title", title).put("emails", emails).put("phones", phones)
                .put("accountIds", accountIds).all();
    }

    @Override
    public long size() {
        return JsonSize.of(members());
    }

    ContactResponse response(List<ContactResponse.Linked> accounts, List<ContactResponse.Linked> opportunities) {
        return new ContactResponse(id(), companyId(), name, title, emails, phones,
                new ContactResponse.Creator(createdById), accounts, List.of(), opportunities, createdAt(), updatedAt());
    }

    ContactHistoryRepository.Creation creation() {
        return new ContactHistoryRepository.Creation(id(), createdAt(), createdById);
    }

    private static List<String> values(List<ContactPoint> points) {
        return points.stream().map(ContactPoint::value).toList();
    }

    private static List<String> keys(List<ContactPoint> points) {
        return points.stream().map(ContactPoint::key).toList();
    }

    private static List<String> joined(List<String> before, String added) {
        List<String> all = new ArrayList<>(before);
        all.add(added);
        return all;
    }
}
