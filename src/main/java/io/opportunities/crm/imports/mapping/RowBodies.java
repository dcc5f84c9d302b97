package io.opportunities.crm.imports.mapping;

import io.opportunities.common.Text;
import io.opportunities.crm.imports.file.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns rows into the bodies that {@code POST /opportunities} takes, so that the same checks apply to both. */
public final class RowBodies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LINES = Pattern.compile("\\n");
    private static final Pattern COMMAS = Pattern.compile("[;|,\\n]");
    private static final Pattern MONEY = Pattern.compile("(?:US)?\\$?\\s*(-?\\d{1,3}(?:,\\d{3})+|-?\\d+)(\\.\\d+)?\\s*(?:USD|%)?");

    private static final int MAX_KEYS = 2_000;

    private final Mapping mapping;
    private final Profile profile;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> values = new LinkedHashMap<>();
    /** Of the columns seen so far: rows of JSON may have any. */
    private final Map<String, String> keys = new HashMap<>();

    public RowBodies(Mapping mapping, Profile profile) {
        this.mapping = mapping;
        this.profile = profile;
        mapping.columns().forEach((column, members) -> members
                .forEach(member -> columns.computeIfAbsent(member, name -> new ArrayList<>()).add(column)));
        mapping.values().forEach((column, replaced) -> {
            Map<String, String> folded = new LinkedHashMap<>();
            replaced.forEach((from, to) -> folded.put(Text.fold(from), to));
            values.put(column, folded);
        });
    }

    /** Returns why a row is no lead, and what to do; empty if it is one. */
    public Optional<String> refusal(Row row) {
        if (row.cells().entrySet().stream().anyMatch(cell -> profile.isTest(key(cell.getKey()), cell.getValue()))) {
            return Optional.of("is a test lead: leave it out");
        }
        return row.cells().keySet().stream().filter(column -> !mapping.columns().containsKey(column)).findFirst()
                .map(column -> "has a column %s that the mapping does not know: map it to a member, or to null"
                        .formatted(Text.quote(column)));
    }

    public ObjectNode body(Row row) {
        ObjectNode body = JSON.objectNode();
        columns.forEach((member, names) -> value(member, cells(row, names).stream()).ifPresent(value -> put(body, member, value)));
        address(row).ifPresent(address -> body.put("address", address));
        mapping.constants().forEach((member, constant) -> {
            if (!has(body, member)) {
                put(body, member, member.equals("trades") && constant.isString() ? JSON.arrayNode().add(constant) : constant);
            }
        });
        return body;
    }

    /** The parts of the street come first, as one. */
    private Optional<String> address(Row row) {
        Stream<String> street = cells(row, columns.getOrDefault(Member.STREET.wireName(), List.of())).stream();
        Stream<String> rest = cells(row, columns.getOrDefault(Member.ADDRESS.wireName(), List.of())).stream();
        return Member.ADDRESS.united(Stream.concat(Member.STREET.united(street).stream(), rest));
    }

    private List<String> cells(Row row, List<String> names) {
        return names.stream().map(name -> cell(row, name)).filter(cell -> !cell.isEmpty()).toList();
    }

    private String cell(Row row, String column) {
        String cell = Text.trim(profile.withoutPrefix(key(column), Text.trim(row.cells().getOrDefault(column, ""))));
        return values.getOrDefault(column, Map.of()).getOrDefault(Text.fold(cell), cell);
    }

    private String key(String column) {
        return keys.size() < MAX_KEYS ? keys.computeIfAbsent(column, Tables::key) : Tables.key(column);
    }

    private static Optional<JsonNode> value(String name, Stream<String> cells) {
        Optional<Member> member = Member.of(name);
        if (member.isEmpty()) {
            return cells.findFirst().map(RowBodies::custom);
        }
        if (member.get() == Member.TRADES) {
            List<JsonNode> trades = cells.flatMap(cell -> items(cell.indexOf('\n') < 0 ? COMMAS : LINES, cell)).toList();
            return trades.isEmpty() ? Optional.empty() : Optional.of(JSON.arrayNode().addAll(trades));
        }
        return member.get().united(cells).map(text -> switch (member.get()) {
            case VALUE, SIZE, CONFIDENCE -> JSON.stringNode(number(text));
            case PRIMARY_EMAIL, PRIMARY_PHONE -> JSON.stringNode(first(text));
            default -> JSON.stringNode(text);
        });
    }

    /** A custom property may take several values; one with a single value is not split. */
    private static JsonNode custom(String text) {
        return text.indexOf('\n') < 0 ? JSON.stringNode(text) : JSON.arrayNode().addAll(items(LINES, text).toList());
    }

    private static Stream<JsonNode> items(Pattern separator, String text) {
        return separator.splitAsStream(text).map(Text::trim).filter(item -> !item.isEmpty()).map(JSON::stringNode);
    }

    /** Returns the first of several e-mails or phones in a cell. */
    private static String first(String text) {
        return Arrays.stream(COMMAS.split(text)).map(Text::trim).filter(item -> !item.isEmpty()).findFirst().orElse(text);
    }

    /** Returns a number without the signs of money and thousands; any other text as it is, for the checks to reject. */
    private static String number(String text) {
        var money = MONEY.matcher(text);
        return money.matches() ? money.group(1).replace(",", "") + (money.group(2) == null ? "" : money.group(2)) : text;
    }

    private static boolean has(ObjectNode body, String member) {
        return member.startsWith(Member.CUSTOM)
                ? body.path("custom").has(member.substring(Member.CUSTOM.length()))
                : body.has(member);
    }

    private static void put(ObjectNode body, String member, JsonNode value) {
        if (Member.STREET.wireName().equals(member)) {
            return;
        }
        if (!member.startsWith(Member.CUSTOM)) {
            body.set(member, value);
        } else if (body.get("custom") instanceof ObjectNode custom) {
            custom.set(member.substring(Member.CUSTOM.length()), value);
        } else {
            body.putObject("custom").set(member.substring(Member.CUSTOM.length()), value);
        }
    }
}
