package io.opportunities.crm.imports.mapping;

import io.opportunities.common.contact.EmailAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Proposes a mapping from the names of columns, what the profile knows of them, and their values. */
public final class MappingProposal {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("(p:)?\\+?[\\d\\s().x-]{10,25}");

    private static final Pattern STATUS = Pattern.compile("ACTIVE|ON_HOLD|CANCELLED|COMPLETED");

    private final Profile profile;
    private final Map<String, String> properties;

    /** @param properties the custom properties of opportunities: key names by name and by key name */
    public MappingProposal(Profile profile, Map<String, String> properties) {
        this.profile = profile;
        this.properties = properties.entrySet().stream()
                .collect(Collectors.toMap(property -> Tables.key(property.getKey()), Map.Entry::getValue, (one, other) -> one));
    }

    private record Proposed(String column, String member, int order) {}

    public Mapping of(List<ColumnSample> columns) {
        List<Proposed> all = new ArrayList<>();
        columns.forEach(column -> all.addAll(byName(column)));
        byValues("primaryEmail", EMAIL, columns, all);
        byValues("primaryPhone", PHONE, columns, all);
        if (all.stream().noneMatch(proposed -> proposed.member.equals("title"))) {
            List<Proposed> names = all.stream().filter(proposed -> proposed.member.equals("primaryName")).toList();
            names.forEach(name -> all.add(new Proposed(name.column, "title", name.order)));
        }
        Map<String, List<String>> members = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparingInt(Proposed::order))
                .forEach(each -> members.computeIfAbsent(each.column, name -> new ArrayList<>()).add(each.member));
        columns.forEach(column -> members.putIfAbsent(column.name(), List.of()));
        return new Mapping(members, constants(new Mapping(members, Map.of(), Map.of())), Map.of());
    }

    private List<Proposed> byName(ColumnSample column) {
        String custom = properties.get(Tables.key(column.name()));
        String key = column.name().startsWith(Member.CUSTOM) ? column.name().substring(Member.CUSTOM.length()) : custom;
        if (key != null && properties.containsValue(key)) {
            return List.of(new Proposed(column.name(), Member.CUSTOM + key, Integer.MAX_VALUE));
        }
        Set<String> before = new HashSet<>();
        return profile.column(column.name()).stream()
                .filter(known -> !known.member().isEmpty() && before.add(known.member()) && fits(known.member(), column.samples()))
                .map(known -> new Proposed(column.name(), known.member(), known.order())).toList();
    }

    /** The status of another system is not that of an opportunity. */
    private static boolean fits(String member, List<String> samples) {
        return !member.equals("status") || samples.stream().allMatch(STATUS.asMatchPredicate());
    }

    /** Finds a column by its values, if no name says which one gives a member. */
    private void byValues(String member, Pattern pattern, List<ColumnSample> columns, List<Proposed> all) {
        if (all.stream().anyMatch(proposed -> proposed.member.equals(member))) {
            return;
        }
        Predicate<String> shape = value -> pattern.matcher(EmailAddress.withoutName(value)).matches();
        columns.stream().filter(column -> profile.column(column.name()).isEmpty() && !column.samples().isEmpty())
                .filter(column -> all.stream().noneMatch(proposed -> proposed.column.equals(column.name())))
                .filter(column -> column.samples().stream().allMatch(shape)).findFirst()
                .ifPresent(column -> all.add(new Proposed(column.name(), member, Integer.MAX_VALUE)));
    }

    private Map<String, JsonNode> constants(Mapping columns) {
        Map<String, JsonNode> constants = new LinkedHashMap<>();
        profile.constants().forEach((member, value) -> {
            if (!member.equals("source") || !columns.gives(member)) {
                constants.put(member, JSON.stringNode(value));
            }
        });
        return constants;
    }
}
