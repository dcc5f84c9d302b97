package io.opportunities.crm.changelog;

import io.opportunities.crm.changelog.field.FieldChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Undoes changes: from the members of a record after a change to those before it. */
final class Undo {

    /** A value that was added to a list, such as {@code phones[2]}. */
    private static final Pattern ADDED = Pattern.compile("(\\w+)\\[(\\d+)]");

    /** Lists whose changes may name the added and removed items only. */
    private static final Set<String> LINKS = Set.of("contacts", "accountIds");

    private Undo() {}

    /** Returns the members in the form that is compared: all numbers are plain decimals. */
    static Map<String, Object> plain(Map<String, Object> members) {
        Map<String, Object> plain = new LinkedHashMap<>();
        members.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> plain(new BigDecimal(number.toString()));
            case List<?> items -> items.stream().map(item -> plain((Object) item)).toList();
            default -> value;
        };
    }

    private static @Nullable Object plainOrNull(@Nullable Object value) {
        return value == null ? null : plain(value);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** @param after plain members after the change */
    static Map<String, Object> undone(Map<String, Object> after, Change change) {
        Map<String, Object> before = new LinkedHashMap<>(after);
        change.changes().all().forEach(field -> undo(before, field));
        before.putAll(plain(change.replaced()));
        return before;
    }

    private static void undo(Map<String, Object> members, FieldChange change) {
        Matcher added = ADDED.matcher(change.field());
        if (added.matches()) {
            put(members, added.group(1), without(items(members.get(added.group(1))), Integer.parseInt(added.group(2))));
        } else if (LINKS.contains(change.field())) {
            put(members, change.field(), unlinked(items(members.get(change.field())), items(plainOrNull(change.from())),
                    items(plainOrNull(change.to()))));
        } else {
            put(members, change.field(), plainOrNull(change.from()));
        }
    }

    private static List<?> without(List<?> items, int place) {
        List<Object> rest = new ArrayList<>(items);
        if (place < rest.size()) {
            rest.remove(place);
        }
        return rest;
    }

    /** Returns the links before a change from and to these, which are all links or those that differ. */
    private static List<?> unlinked(List<?> present, List<?> from, List<?> to) {
        if (present.equals(to)) {
            return from;
        }
        List<Object> before = new ArrayList<>(present);
        before.removeAll(to.stream().filter(item -> !from.contains(item)).toList());
        before.addAll(from.stream().filter(item -> !before.contains(item)).toList());
        return before;
    }

    private static List<?> items(@Nullable Object value) {
        return value instanceof List<?> items ? items : List.of();
    }

    /** @param value plain, so that a list of many links is not converted again for each change of one */
    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value == null || value instanceof List<?> items && items.isEmpty()) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
    }
}
