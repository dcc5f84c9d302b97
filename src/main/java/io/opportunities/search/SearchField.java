package io.opportunities.search;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A searchable member of a record.
 *
 * @param name its JSON name
 * @param description the expected value, for a message
 * @param where JPQL over the record {@code r}, in which {@code {expression}} is compared with the values
 * @param parameter the value of {@code :name} in it; of a value in the index of documents, the name there; null if it has none
 * @param key the normalised key for tests of equality, null if there is none
 */
public record SearchField(String name, FieldType type, String description, String where, @Nullable Object parameter, @Nullable Key key) {

    /**
     * The normalised key, in which two spellings are equal.
     *
     * @param where as of the member
     * @param description the expected value, for a message
     * @param code of the violation for another value
     * @param normalise returns the key of a value, empty if it has none
     */
    public record Key(String where, String description, Code code, Function<String, ? extends Optional<?>> normalise) {}

    /** Creates a field for a single attribute. */
    public static SearchField of(String name, FieldType type, String attribute) {
        return where(name, type, "{" + attribute + "}");
    }

    /**
     * Creates a field for the id of another record.
     *
     * @param kind of that record, with its article
     */
    public static SearchField id(String name, String kind, String attribute) {
        return of(name, FieldType.INTEGER, attribute).described("the id of " + kind);
    }

    /** Creates a field with a written condition, for members of other records or with several values. */
    public static SearchField where(String name, FieldType type, String where) {
        return new SearchField(name, type, type.description(), where, null, null);
    }

    /**
     * Returns the condition for an attribute whose index supports operators beyond equality and order of texts, integers and times.
     *
     * @param attribute of the search view of such records
     */
    public static String searched(RecordType recordType, String attribute) {
        return searchedWhere(recordType, "{s." + attribute + "}");
    }

    /** @param condition on the search view {@code s} of the record {@code r} */
    static String searchedWhere(RecordType recordType, String condition) {
        return "exists (select 1 from Searched%s s where s.id = r.id and (%s))".formatted(StringUtils.capitalize(recordType.wireName()),
                condition);
    }

    /**
     * Creates a field for a text with a stored key.
     *
     * @param where of the text
     */
    public static SearchField keyed(String name, String where, String keyAttribute, String description,
            Function<String, ? extends Optional<?>> normalise) {
        return keyed(name, where, new Key("{" + keyAttribute + "}", description, Code.INVALID_FORMAT, normalise));
    }

    /** Creates a field with a few words as values, which compare equal in any case. */
    public static <E extends Enum<E>> SearchField oneOf(String name, Class<E> words, String attribute) {
        List<E> all = List.of(words.getEnumConstants());
        String description = "one of " + all.stream().map(Enum::name).collect(Collectors.joining(", "));
        return keyed(name, "{cast(" + attribute + " as String)}", new Key("{" + attribute + "}", description, Code.NOT_ALLOWED,
                text -> all.stream().filter(word -> word.name().equalsIgnoreCase(Text.trim(text))).findFirst()));
    }

    /** Creates the field of the phone number, whose key is stored. */
    public static SearchField phone(String name, RecordType recordType, Function<String, ? extends Optional<?>> normalise) {
        return new SearchField(name, FieldType.PHONE, FieldType.PHONE.description(), searched(recordType, name), null,
                new Key("{r.matchKeys.phoneKey}", "a phone number with at least three digits", Code.INVALID_FORMAT, normalise));
    }

    private static SearchField keyed(String name, String where, Key key) {
        return new SearchField(name, FieldType.TEXT, FieldType.TEXT.description(), where, null, key);
    }

    /** Creates a field for a custom property, whose values are words in the index of documents. */
    public static SearchField custom(String keyName, FieldType type) {
        String value = type == FieldType.INDEXED_NUMBER ? "{value_number()}" : "{value_text()}";
        return new SearchField(keyName, type, type.description(), "has_value(r.details.custom, :name, " + value + ")", keyName, null);
    }

    /**
     * Creates a field for a list of texts, whose items are words in the index of documents.
     *
     * @param attribute of the record
     */
    public static SearchField list(String name, String attribute) {
        return new SearchField(name, FieldType.INDEXED_TEXT, FieldType.INDEXED_TEXT.description(),
                "has_item(" + attribute + ", {value_text()})", "$" + name, null);
    }

    /** Returns the same field under another name. */
    public SearchField called(String other) {
        return new SearchField(other, type, description, where, parameter, key);
    }

    /** Returns the same field with another description of its values. */
    public SearchField described(String values) {
        return new SearchField(name, type, values, where, parameter, key);
    }
}
