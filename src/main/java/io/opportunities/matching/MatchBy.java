package io.opportunities.matching;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which value of a request finds the record it is about. */
public enum MatchBy {

    TITLE("title", "titleKey", MatchKeys::titleKey), PRIMARY_EMAIL("primaryEmail", "emailKey", MatchKeys::emailKey), PRIMARY_PHONE(
            "primaryPhone", "phoneKey", MatchKeys::phoneKey), ADDRESS("address", "addressKey", MatchKeys::addressKey);

    private final String wireName;
    private final String attribute;
    private final Function<MatchKeys, @Nullable String> key;

    MatchBy(String wireName, String attribute, Function<MatchKeys, @Nullable String> key) {
        this.wireName = wireName;
        this.attribute = attribute;
        this.key = key;
    }

    public String wireName() {
        return wireName;
    }

    /** The attribute of {@link MatchKeys} that holds the key. */
    String attribute() {
        return attribute;
    }

    /** The column that holds the key. */
    String column() {
        return attribute.replace("Key", "_key");
    }

    /** The key of that kind, null where there is none. */
    @Nullable
    String of(MatchKeys keys) {
        return key.apply(keys);
    }

    /** What a key is called where it is locked: records of any kind that share a value exclude each other. */
    public String lockName(String key) {
        return wireName + ":" + key;
    }
}
