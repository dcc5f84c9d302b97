package io.opportunities.crm.imports.mapping;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads the mapping of a request, and checks it against the file and the custom properties of the company. */
public final class MappingReader {

    private static final int MAX_MEMBERS = 5;

    private final Set<String> members = new TreeSet<>(Member.names());
    private final Violations violations;

    /** @param customKeys of the properties of opportunities */
    public MappingReader(Collection<String> customKeys, Violations violations) {
        customKeys.forEach(key -> members.add(Member.CUSTOM + key));
        this.violations = violations;
    }

    /**
     * The mapping of a request, unchecked.
     *
     * @param columns to a member, several members, or null
     * @param values by column, replacements of its cells
     */
    public record Sent(Map<String, JsonNode> columns, Map<String, JsonNode> constants, Map<String, Map<String, String>> values) {}

    /** @param known the columns of the file; empty if it may have any */
    public Mapping read(Sent sent, Collection<String> known) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        sent.columns().forEach((column, target) -> {
            checkColumn("mapping.columns." + column, column, known);
            columns.put(column, members("mapping.columns." + column, target));
        });
        known.forEach(column -> columns.putIfAbsent(column, List.of()));
        sent.values().keySet().forEach(column -> checkColumn("mapping.values." + column, column, columns.keySet()));
        sent.constants().keySet().forEach(member -> checkMember("mapping.constants." + member, member));
        return new Mapping(columns, new LinkedHashMap<>(sent.constants()), new LinkedHashMap<>(sent.values()));
    }

    /** Adds a violation for each required member that nothing gives. */
    public void checkComplete(Mapping mapping) {
        for (String member : Member.REQUIRED) {
            if (!mapping.gives(member)) {
                violations.add("mapping", Code.REQUIRED,
                        "must give %s: map a column to it, or set mapping.constants.%s".formatted(member, member));
            }
        }
        mapping.columns().forEach((column, given) -> given.forEach(member -> checkMember("mapping.columns." + column, member)));
        mapping.constants().keySet().forEach(member -> checkMember("mapping.constants." + member, member));
    }

    private List<String> members(String field, JsonNode target) {
        List<String> names = new ArrayList<>();
        (target.isArray() ? target.valueStream() : java.util.stream.Stream.of(target)).filter(name -> !name.isNull()).forEach(name -> {
            if (name.isString() && names.size() < MAX_MEMBERS) {
                checkMember(field, name.stringValue());
                names.add(name.stringValue());
            } else {
                violations.add(field, Code.WRONG_TYPE,
                        "must be the name of a member, at most %d such names, or null; was %s".formatted(MAX_MEMBERS,
                                Text.quote(name.toString())));
            }
        });
        return names;
    }

    private void checkMember(String field, String member) {
        if (!members.contains(member) && !violations.mentions(field)) {
            violations.add(field, Code.UNKNOWN_MEMBER, "must be a member of an opportunity or custom.<key>; was %s%s".formatted(
                    Text.quote(member), Text.nearest(member, members).map(name -> ", did you mean " + name).orElse("")));
        }
    }

    private void checkColumn(String field, String column, Collection<String> known) {
        if (!known.isEmpty() && !known.contains(column)) {
            violations.add(field, Code.UNKNOWN_MEMBER, "must be a column of the file%s"
                    .formatted(Text.nearest(column, known).map(name -> ", did you mean " + Text.quote(name)).orElse("")));
        }
    }
}
