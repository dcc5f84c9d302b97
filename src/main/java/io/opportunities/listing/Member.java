package io.opportunities.listing;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A member of a record that can be searched by.
 *
 * @param name as it is called on the wire
 * @param where JPQL over the record {@code r}, in which {@code {expression}} is compared with the values
 * @param parameter a value that stands for {@code :name} in it, null where there is none
 * @param key where the member is compared by a normalised key when it should equal a value
 */
public record Member(String name, ValueType type, String where, @Nullable Object parameter, @Nullable Key key) {

    /**
     * The form in which two spellings are equal.
     *
     * @param where as of the member
     * @param description what a value must be, for a message
     * @param normalise makes the key of a value, empty where the value can have none
     */
    public record Key(String where, String description, Function<String, ? extends Optional<?>> normalise) {}

    /** A member that is one attribute. */
    public static Member of(String name, ValueType type, String attribute) {
        return new Member(name, type, "{" + attribute + "}", null, null);
    }

    /** A member of other records or several values, for which the condition is written out. */
    public static Member where(String name, ValueType type, String where) {
        return new Member(name, type, where, null, null);
    }

    /**
     * The condition for an attribute that an index serves by other operators than those of equality and order of texts, integers and times.
     *
     * @param recordType as the schema has it: {@code opportunity} or {@code account}
     * @param attribute of the entity that stands for what searches look up of such records
     */
    public static String searched(String recordType, String attribute) {
        return searchedWhere(recordType, "{s." + attribute + "}");
    }

    /** @param condition on what searches look up, {@code s}, of the record {@code r} */
    static String searchedWhere(String recordType, String condition) {
        return "exists (select 1 from Searched%s s where s.id = r.id and (%s))".formatted(StringUtils.capitalize(recordType), condition);
    }

    /**
     * A text that is also kept as a key.
     *
     * @param where of the text
     */
    public static Member keyed(String name, String where, String keyAttribute, String description,
            Function<String, ? extends Optional<?>> normalise) {
        return new Member(name, ValueType.TEXT, where, null, new Key("{" + keyAttribute + "}", description, normalise));
    }

    /** A list of texts or a custom property among the values that the schema keeps of the records of a type. */
    public static Member value(String name, ValueType type, String recordType, String keyName) {
        String attribute = type == ValueType.INDEXED_NUMBER ? "v.number" : "v.text";
        return new Member(name, type,
                """
                        exists (select 1 from RecordValue v
                                 where v.recordType = '%s' and v.recordId = r.id and v.keyName = :name and {%s})""".formatted(recordType,
                        attribute),
                keyName, null);
    }

    /** The same under another name. */
    public Member called(String other) {
        return new Member(other, type, where, parameter, key);
    }
}
