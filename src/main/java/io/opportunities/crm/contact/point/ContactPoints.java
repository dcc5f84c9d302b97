package io.opportunities.crm.contact.point;

import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.json.PatchField;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail and the phone number of one record or request.
 *
 * @param name of a new contact with them, null if the request gave none
 */
public record ContactPoints(@Nullable ContactPoint email, @Nullable ContactPoint phone, @Nullable String name) {

    /** The maximum number of e-mails of a contact, and of its phone numbers. */
    public static final int MAX = 50;

    public ContactPoints(@Nullable ContactPoint email, @Nullable ContactPoint phone) {
        this(email, phone, null);
    }

    /** Creates them from the texts of a record and their match keys. */
    public static ContactPoints of(@Nullable String email, @Nullable String emailKey, @Nullable String phone, @Nullable String phoneKey) {
        return new ContactPoints(contactPoint(email, emailKey), contactPoint(phone, phoneKey));
    }

    /** Returns the values that the request offers and the record has after it. */
    public static ContactPoints supplied(PatchField<ContactPoint> email, PatchField<ContactPoint> phone, ContactPoints record) {
        return new ContactPoints(same(email.orNull(), record.email), same(phone.orNull(), record.phone));
    }

    /** Returns the same values with the name of a new contact. */
    public ContactPoints named(@Nullable String contactName) {
        return new ContactPoints(email, phone, contactName);
    }

    /** Returns those that name somebody, without placeholders. */
    public ContactPoints naming() {
        return new ContactPoints(key(email) == null ? null : email, key(phone) == null ? null : phone, name);
    }

    /** Returns whether both are missing or placeholders. */
    public boolean namesNobody() {
        return key(email) == null && key(phone) == null;
    }

    /** Returns whether a value differs from the one before. */
    public boolean differ(@Nullable String emailBefore, @Nullable String phoneBefore) {
        return differs(email, emailBefore) || differs(phone, phoneBefore);
    }

    /** Returns the names under which e-mails and phone numbers are locked. */
    public static List<String> lockNames(List<ContactPoint> emails, List<ContactPoint> phones) {
        return lockNamesOfKeys(emails.stream().map(ContactPoint::key).toList(), phones.stream().map(ContactPoint::key).toList());
    }

    /** Returns the names of the locks on keys. An empty key belongs to no contact and has no lock. */
    public static List<String> lockNamesOfKeys(List<String> emailKeys, List<String> phoneKeys) {
        return Stream.concat(emailKeys.stream().filter(key -> !key.isEmpty()).map(MatchBy.PRIMARY_EMAIL::lockName),
                phoneKeys.stream().filter(key -> !key.isEmpty()).map(MatchBy.PRIMARY_PHONE::lockName)).toList();
    }

    public String emailLock() {
        return MatchBy.PRIMARY_EMAIL.lockName(String.valueOf(key(email)));
    }

    public String phoneLock() {
        return MatchBy.PRIMARY_PHONE.lockName(String.valueOf(key(phone)));
    }

    /** Returns the key, or null for an empty one, which matches nothing. */
    public static @Nullable String key(@Nullable ContactPoint point) {
        return point == null || point.key().isEmpty() ? null : point.key();
    }

    private static @Nullable ContactPoint contactPoint(@Nullable String value, @Nullable String key) {
        return value == null ? null : ContactPoint.of(value, key);
    }

    private static @Nullable ContactPoint same(@Nullable ContactPoint offered, @Nullable ContactPoint now) {
        return offered != null && now != null && offered.value().equals(now.value()) ? offered : null;
    }

    private static boolean differs(@Nullable ContactPoint point, @Nullable String before) {
        return point != null && !Objects.equals(point.value(), before);
    }
}
