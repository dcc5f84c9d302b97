package io.opportunities.listing;

import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A member of a record that can be searched by.
 *
 * @param name as it is called on the wire
 * @param description what a value must be, for a message
 * @param where JPQL over the record {@code r}, in which {@code {expression}} is compared with the values
 * @param parameter a value that stands for {@code :name} in it, null where there is none
 * @param key where the member is compared by a normalised key when it should equal a value
 */
public record Member(String name, ValueType type, String description, String where, @Nullable Object parameter, @Nullable Key key) {

    /**
     * The form in which two spellings are equal.
     *
     * @param where as of the member
     * @param description what a value must be, for a message
     * @param code of a value that is not
     * @param normalise makes the key of a value, empty where the value can have none
     */
    public record Key(String where, String description, Code code, Function<String, ? extends Optional<?>> normalise) {}

    /** A member that is one attribute. */
    public static Member of(String name, ValueType type, String attribute) {
        return where(name, type, "{" + attribute + "}");
    }

    /**
     * A member that is the id of another record.
     *
     * @param kind of that record, with its article
     */
    public static Member id(String name, String kind, String attribute) {
        return of(name, ValueType.INTEGER, attribute).described("the id of " + kind);
    }

    /** A member of other records or several values, for which the condition is written out. */
    public static Member where(String name, ValueType type, String where) {
        return new Member(name, type, type.description(), where, null, null);
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
        return keyed(name, where, new Key("{" + keyAttribute + "}", description, Code.INVALID_FORMAT, normalise));
    }

    /** One of a few words, which equals in any case. */
    public static <E extends Enum<E>> Member oneOf(String name, Class<E> words, String attribute) {
        List<E> all = List.of(words.getEnumConstants());
        String description = "one of " + all.stream().map(Enum::name).collect(Collectors.joining(", "));
        return keyed(name, "{cast(" + attribute + " as String)}", new Key("{" + attribute + "}", description, Code.NOT_ALLOWED,
                text -> all.stream().filter(word -> word.name().equalsIgnoreCase(Text.trim(text))).findFirst()));
    }

    private static Member keyed(String name, String where, Key key) {
        return new Member(name, ValueType.TEXT, ValueType.TEXT.description(), where, null, key);
    }

    /** A list of texts or a custom property among the values that the schema keeps of the records of a type. */
    public static Member value(String name, ValueType type, String recordType, String keyName) {
        String attribute = type == ValueType.INDEXED_NUMBER ? "v.number" : "v.text";
        return new Member(name, type, type.description(),
                """
                        exists (select 1 from RecordValue v
                                 where v.recordType = '%s' and v.recordId = r.id and v.keyName = :name and {%s})""".formatted(recordType,
                        attribute),
                keyName, null);
    }

    /** The same under another name. */
    public Member called(String other) {
        return new Member(other, type, description, where, parameter, key);
    }

    /** The same with other words for what a value must be. */
    public Member described(String values) {
        return new Member(name, type, values, where, parameter, key);
    }
}
