package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.CustomValueReader;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Rejects custom keys without a property, before a transaction begins, because the search for similar keys takes time. */
@Component
public final class UnknownKeyCheck {

    private static final int SUGGESTIONS = 20;

    private final PropertyService properties;

    UnknownKeyCheck(PropertyService properties) {
        this.properties = properties;
    }

    /** Adds violations for unknown keys under {@code custom.<key>}. The first 20 name the most similar known key. */
    public void check(RecordType type, PatchField<Map<String, JsonNode>> custom, Violations violations) {
        Set<String> sent = custom.or(Map.of()).keySet();
        if (sent.size() > CustomValueReader.MAX_KEYS || properties.lastKeyNames(type).containsAll(sent)) {
            return;
        }
        Set<String> known = properties.keyNames(type);
        List<String> unknown = sent.stream().filter(key -> !known.contains(key)).toList();
        for (int i = 0; i < unknown.size(); i++) {
            CustomValueReader.reject(unknown.get(i), i < SUGGESTIONS ? suggestion(unknown.get(i), known) : "", violations);
        }
    }

    private static String suggestion(String key, Set<String> known) {
        return Text.nearest(key, known)
                .map(nearest -> "; the nearest is custom." + nearest)
                .orElse("; this company has none for this record");
    }
}
