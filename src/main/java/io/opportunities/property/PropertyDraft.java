package io.opportunities.property;

import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A property as checked input. */
record PropertyDraft(RecordType recordType, String name, PropertyType type, String keyName, boolean multiple, List<String> options,
        @Nullable JsonNode defaultValue) {

    /** @param members of records of every kind, whose names are no keys */
    void checkKey(List<MemberNames> members, Violations violations) {
        boolean isMember = members.stream().anyMatch(known -> known.recordType() == recordType && known.has(keyName));
        if (isMember && !violations.mentions("keyName")) {
            violations.add("keyName", Code.NOT_ALLOWED, "must be another: every %s has a member %s, which a search finds by that name"
                    .formatted(recordType.wireName(), Text.quote(keyName)));
        }
    }

    /** Without its default value, which is checked against this. */
    PropertyDefinition definition() {
        return new PropertyDefinition(0, 0, recordType, keyName, name, type, multiple, PropertyOption.distinct(options), null);
    }
}
