package io.opportunities.crm.imports.mapping;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the columns of a file mean.
 *
 * @param columns the members that each column gives; none for a column that is left out. Values of several columns are joined in this order
 * @param constants values of members for rows whose columns give none
 * @param values replacements of cells, by column
 */
public record Mapping(Map<String, List<String>> columns, Map<String, JsonNode> constants, Map<String, Map<String, String>> values) {

    public static final Mapping NONE = new Mapping(Map.of(), Map.of(), Map.of());

    /** Returns whether a column or a constant gives a member. */
    boolean gives(String member) {
        return constants.containsKey(member) || columns.values().stream().anyMatch(members -> members.contains(member))
                || member.equals(Member.ADDRESS.wireName()) && gives(Member.STREET.wireName());
    }
}
