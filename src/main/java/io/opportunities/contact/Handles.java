package io.opportunities.contact;

import io.opportunities.common.PatchField;
import io.opportunities.matching.MatchBy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The e-mail and the phone number of one record or request. */
public record Handles(@Nullable Handle email, @Nullable Handle phone) {

    /** From the texts of a record and the keys they are found by. */
    public static Handles of(@Nullable String email, @Nullable String emailKey, @Nullable String phone, @Nullable String phoneKey) {
        return new Handles(handle(email, emailKey), handle(phone, phoneKey));
    }

    /** Those that a request offers and the record has now. */
    public static Handles brought(PatchField<Handle> email, PatchField<Handle> phone, Handles record) {
        return new Handles(same(email.orNull(), record.email), same(phone.orNull(), record.phone));
    }

    /** Whether one of these is not what was there before. */
    public boolean differ(@Nullable String emailBefore, @Nullable String phoneBefore) {
        return differs(email, emailBefore) || differs(phone, phoneBefore);
    }

    /** What e-mails and phone numbers are called where they are locked. */
    static List<String> lockNames(List<Handle> emails, List<Handle> phones) {
        return Stream.concat(emails.stream().map(email -> MatchBy.PRIMARY_EMAIL.lockName(email.key())),
                phones.stream().map(phone -> MatchBy.PRIMARY_PHONE.lockName(phone.key()))).toList();
    }

    /** An empty key is nobody's. */
    static String key(@Nullable Handle handle) {
        return handle == null ? "" : handle.key();
    }

    private static @Nullable Handle handle(@Nullable String value, @Nullable String key) {
        return value == null || key == null ? null : new Handle(value, key);
    }

    private static @Nullable Handle same(@Nullable Handle offered, @Nullable Handle now) {
        return offered != null && now != null && offered.value().equals(now.value()) ? offered : null;
    }

    private static boolean differs(@Nullable Handle handle, @Nullable String before) {
        return handle != null && !Objects.equals(handle.value(), before);
    }
}
