package io.opportunities.crm.opportunity;

import io.opportunities.address.AddressParser;
import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Implements search as in src/docs/guide/api.md, in plain Java over the records of responses. */
final class SearchTruth {

    private final PhoneNumbers phoneNumbers;
    private final AddressParser addresses = new AddressParser();

    SearchTruth(PhoneNumbers phoneNumbers) {
        this.phoneNumbers = phoneNumbers;
    }

    /** The kind of a member's values. */
    enum Kind {
        TEXT, TITLE, ADDRESS, EMAIL, PHONE, NUMBER, FLAG, DATE, TIME;

        List<String> operators() {
            return switch (this) {
                case FLAG -> List.of("eq", "neq", "in", "nin");
                case NUMBER, DATE, TIME -> List.of("eq", "neq", "gt", "gte", "lt", "lte", "in", "nin", "between");
                default -> List.of("eq", "neq", "gt", "gte", "lt", "lte", "contains", "in", "nin", "between");
            };
        }

        /** Returns the order of values as sent. Texts may also form a reversed range, which has no results. */
        Comparator<String> order() {
            return switch (this) {
                case NUMBER -> Comparator.comparing(BigDecimal::new);
                case DATE, TIME -> Comparator.naturalOrder();
                default -> (one, other) -> 0;
            };
        }
    }

    /** @param path JSON pointer of the member in a response */
    record Field(String name, Kind kind, String path) {

        List<JsonNode> values(JsonNode opportunity) {
            JsonNode value = opportunity.at(path);
            return value.isArray() ? value.valueStream().toList() : value.isNull() || value.isMissingNode() ? List.of() : List.of(value);
        }
    }

    /** Returns whether a record matches. */
    Predicate<JsonNode> matches(Field field, String operator, List<String> values) {
        return switch (operator) {
            case "neq" -> matches(field, "eq", values).negate();
            case "nin" -> matches(field, "in", values).negate();
            case "exists" -> opportunity -> field.values(opportunity).isEmpty() != Boolean.parseBoolean(values.getFirst());
            default -> opportunity -> field.values(opportunity).stream().anyMatch(value -> holds(field.kind(), operator, value, values));
        };
    }

    private boolean holds(Kind kind, String operator, JsonNode value, List<String> values) {
        return switch (operator) {
            case "eq", "in" -> values.stream().anyMatch(wanted -> isSame(kind, value, wanted));
            case "contains" ->
                contains(value.asString(), values.getFirst()) || kind == Kind.PHONE && containsDigits(value.asString(), values.getFirst());
            case "gt" -> compare(kind, value, values.getFirst()) > 0;
            case "gte" -> compare(kind, value, values.getFirst()) >= 0;
            case "lt" -> compare(kind, value, values.getFirst()) < 0;
            case "lte" -> compare(kind, value, values.getFirst()) <= 0;
            case "between" -> compare(kind, value, values.get(0)) >= 0 && compare(kind, value, values.get(1)) <= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private boolean containsDigits(String number, String part) {
        String key = phoneNumbers.key(number);
        String digits = PhoneNumbers.digits(part);
        return key != null && !digits.isEmpty() && key.contains(digits);
    }

    private boolean isSame(Kind kind, JsonNode value, String wanted) {
        Function<String, Object> key = switch (kind) {
            case TITLE -> Text::fold;
            case ADDRESS -> line -> addresses.parse(line).canonical();
            case EMAIL -> EmailAddress::key;
            case PHONE -> number -> String.valueOf(phoneNumbers.key(number));
            default -> null;
        };
        return key == null ? compare(kind, value, wanted) == 0 : key.apply(value.asString()).equals(key.apply(wanted));
    }

    private static int compare(Kind kind, JsonNode value, String wanted) {
        return switch (kind) {
            case NUMBER -> value.decimalValue().compareTo(new BigDecimal(wanted));
            case TIME -> Instant.parse(value.asString()).compareTo(Instant.parse(wanted));
            case FLAG -> Boolean.compare(value.booleanValue(), Boolean.parseBoolean(wanted));
            default -> byCodePoints(value.asString().toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
        };
    }

    private static int byCodePoints(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    /** Returns opportunity members of every kind. */
    static List<Field> fields() {
        return Stream.of(
                new Field("id", Kind.NUMBER, "/id"), new Field("number", Kind.NUMBER, "/number"),
                new Field("title", Kind.TITLE, "/title"), new Field("name", Kind.TITLE, "/title"),
                new Field("description", Kind.TEXT, "/description"), new Field("address", Kind.ADDRESS, "/address"),
                new Field("street", Kind.TEXT, "/street"), new Field("city", Kind.TEXT, "/city"),
                new Field("state", Kind.TEXT, "/state"), new Field("zipcode", Kind.TEXT, "/zipcode"),
                new Field("trades", Kind.TEXT, "/trades"), new Field("value", Kind.NUMBER, "/value"),
                new Field("size", Kind.NUMBER, "/size"), new Field("confidence", Kind.NUMBER, "/confidence"),
                new Field("primaryEmail", Kind.EMAIL, "/primaryEmail"), new Field("primaryPhone", Kind.PHONE, "/primaryPhone"),
                new Field("workflowId", Kind.NUMBER, "/workflowId"), new Field("workflowName", Kind.TEXT, "/workflowName"),
                new Field("phaseId", Kind.NUMBER, "/phaseId"), new Field("accountId", Kind.NUMBER, "/accountId"),
                new Field("clientId", Kind.NUMBER, "/accountId"), new Field("ownerId", Kind.NUMBER, "/owner/id"),
                new Field("contacts", Kind.NUMBER, "/contacts"), new Field("isActive", Kind.FLAG, "/isActive"),
                new Field("createdById", Kind.NUMBER, "/createdById"), new Field("createdAt", Kind.TIME, "/createdAt"),
                new Field("updatedAt", Kind.TIME, "/updatedAt"), new Field("lastActivity", Kind.TIME, "/lastActivity"),
                new Field("permit_number", Kind.TEXT, "/custom/permit_number"), new Field("note", Kind.TEXT, "/custom/note"),
                new Field("colors", Kind.TEXT, "/custom/colors"), new Field("floors", Kind.NUMBER, "/custom/floors"),
                new Field("inspected", Kind.FLAG, "/custom/inspected"), new Field("due", Kind.DATE, "/custom/due"),
                new Field("seen", Kind.TIME, "/custom/seen")).toList();
    }
}
