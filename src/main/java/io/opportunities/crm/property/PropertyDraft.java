package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.crm.property.value.PropertyType;
import io.opportunities.crm.property.value.ReservedKeyNames;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A validated new property. */
record PropertyDraft(RecordType recordType, String name, PropertyType type, String keyName, boolean multiple, List<String> options,
        @Nullable JsonNode defaultValue) {

    /** @param members reserved names of all record kinds, which cannot be keys */
    void checkKey(List<ReservedKeyNames> members, Violations violations) {
        boolean isMember = members.stream().anyMatch(known -> known.recordType() == recordType && known.has(keyName));
        if (isMember && !violations.mentions("keyName")) {
            violations.add("keyName", Code.NOT_ALLOWED, "must be another: every %s has a member %s, which a search finds by that name"
                    .formatted(recordType.wireName(), Text.quote(keyName)));
        }
    }

    /** Returns the definition without its default value, which is validated against it. */
    PropertyDefinition definition() {
        return new PropertyDefinition(0, 0, recordType, keyName, name, type, multiple, PropertyDefinition.byKey(options), null);
    }
}
