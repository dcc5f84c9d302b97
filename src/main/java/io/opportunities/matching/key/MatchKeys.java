package io.opportunities.matching.key;

import io.opportunities.common.Sha256;
import io.opportunities.common.Text;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The normalised values that identify a record. A null key matches nothing.
 *
 * @param titleKey NFKC, white space and case folded
 * @param emailKey case folded, the domain in ASCII
 * @param phoneKey E.164 with extension, or digits
 * @param addressKey the canonical address
 * @param externalKey the id in another system, with that system
 */
@Embeddable
public record MatchKeys(@Nullable String titleKey, @Nullable String emailKey, @Nullable String phoneKey, @Nullable String addressKey,
        @Nullable String externalKey) {

    /** The keys of a record without values. */
    public static final MatchKeys NONE = new MatchKeys(null, null, null, null, null);

    /** Maximum length; a digest replaces a longer key. A PostgreSQL index entry has at most 2704 bytes. */
    private static final int MAX_LENGTH = 300;

    public MatchKeys {
        titleKey = fitOrNull(titleKey);
        emailKey = fitOrNull(emailKey);
        phoneKey = fitOrNull(phoneKey);
        addressKey = fitOrNull(addressKey);
        externalKey = fitOrNull(externalKey);
    }

    /** Returns the key of a title. */
    public static String titleKey(String title) {
        return Text.fold(title);
    }

    /**
     * Returns the key of an id in another system. The length of the source separates the two, so that different pairs have different keys.
     */
    public static String externalKey(@Nullable String source, String externalId) {
        String system = source == null ? "" : source;
        return system.length() + ":" + system + ":" + externalId;
    }

    /** Returns these keys with another one in place of that of a kind. */
    public MatchKeys with(MatchBy by, @Nullable String key) {
        return switch (by) {
            case TITLE -> new MatchKeys(key, emailKey, phoneKey, addressKey, externalKey);
            case PRIMARY_EMAIL -> new MatchKeys(titleKey, key, phoneKey, addressKey, externalKey);
            case PRIMARY_PHONE -> new MatchKeys(titleKey, emailKey, key, addressKey, externalKey);
            case ADDRESS -> new MatchKeys(titleKey, emailKey, phoneKey, key, externalKey);
            case EXTERNAL_ID -> new MatchKeys(titleKey, emailKey, phoneKey, addressKey, key);
        };
    }

    /**
     * Returns the keys after a change of the values: none without a value, the present key for an unchanged value, else the offered key.
     *
     * @param before the values by kind, null where there is none
     */
    public MatchKeys changed(Function<MatchBy, @Nullable String> before, Function<MatchBy, @Nullable String> after, MatchKeys offered) {
        MatchKeys changed = NONE;
        for (MatchBy by : MatchBy.values()) {
            String value = after.apply(by);
            if (value != null) {
                changed = changed.with(by, by.of(value.equals(before.apply(by)) ? this : offered));
            }
        }
        return changed;
    }

    /** Returns the keys in the order of their kinds, null where there is none. */
    public List<@Nullable String> all() {
        return Arrays.stream(MatchBy.values()).<@Nullable String>map(by -> by.of(this)).toList();
    }

    /** Returns the names under which the keys are locked. */
    public List<String> lockNames() {
        return lockNames(EnumSet.allOf(MatchBy.class));
    }

    /** Returns the names under which the keys of some kinds are locked. */
    public List<String> lockNames(Set<MatchBy> kinds) {
        List<String> names = new ArrayList<>();
        for (MatchBy by : kinds) {
            lockName(by).ifPresent(names::add);
        }
        return names;
    }

    /** Returns the name under which the key of a kind is locked; empty without one. */
    public Optional<String> lockName(MatchBy by) {
        return Optional.ofNullable(by.of(this)).map(by::lockName);
    }

    /** Returns a key in the form in which it is stored. Equal keys stay equal. */
    public static String fit(String key) {
        return key.length() <= MAX_LENGTH ? key : "sha256:" + HexFormat.of().formatHex(Sha256.of(key));
    }

    /** Returns null for an empty key, which matches nothing. */
    static @Nullable String fitOrNull(@Nullable String key) {
        return key == null || key.isEmpty() ? null : fit(key);
    }
}
