package io.opportunities.crm.changelog.field;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the members of a past version as typed values. Absent members are empty. */
public record MemberReader(Map<String, Object> members) {

    private static final String CUSTOM = "custom.";

    public @Nullable String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    public String text(String name, String fallback) {
        return members.get(name) instanceof String text ? text : fallback;
    }

    public @Nullable BigDecimal number(String name) {
        return members.get(name) instanceof BigDecimal number ? number : null;
    }

    public @Nullable Long id(String name) {
        return members.get(name) instanceof BigDecimal number ? (Long) number.longValueExact() : null;
    }

    public boolean flag(String name, boolean fallback) {
        return members.get(name) instanceof Boolean flag ? flag : fallback;
    }

    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
    }

    public List<Long> ids(String name) {
        return members.get(name) instanceof List<?> items
                ? items.stream().map(item -> ((BigDecimal) item).longValueExact()).toList()
                : List.of();
    }

    /** Returns the custom values by key name. */
    public Map<String, Object> custom() {
        Map<String, Object> custom = new TreeMap<>();
        members.forEach((name, value) -> {
            if (name.startsWith(CUSTOM)) {
                custom.put(name.substring(CUSTOM.length()), value);
            }
        });
        return custom;
    }
}
