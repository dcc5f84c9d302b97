package io.opportunities.crm.record;

import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.ReservedKeyNames;
import io.opportunities.matching.key.MatchableFields;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The search fields of one record type: its members, and the company's properties. */
public abstract class RecordSearchFields implements ReservedKeyNames {

    private final RecordType recordType;
    private final Map<String, SearchField> members;
    private final Set<String> notSearchable;
    private final PropertyService properties;

    /**
     * @param own fields beyond those of every type
     * @param notSearchable members that no search can compare
     */
    protected RecordSearchFields(RecordType recordType, List<SearchField> own, Set<String> notSearchable, MatchableFields shared,
            PropertyService properties) {
        this.recordType = recordType;
        this.members = shared.with(recordType, own);
        this.notSearchable = notSearchable;
        this.properties = properties;
    }

    /** Returns the fields by name. A member hides a property of the same name. */
    Map<String, SearchField> all() {
        Map<String, SearchField> all = new LinkedHashMap<>(properties.members(recordType));
        all.putAll(members);
        return all;
    }

    Set<String> notSearchable() {
        return notSearchable;
    }

    @Override
    public RecordType recordType() {
        return recordType;
    }

    @Override
    public boolean has(String name) {
        return members.containsKey(name) || notSearchable.contains(name);
    }
}
