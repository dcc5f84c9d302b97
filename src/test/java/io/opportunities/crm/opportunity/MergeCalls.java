package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that merge records of one company, and undo it. */
abstract class MergeCalls {

    final Client company;

    MergeCalls(Client company) {
        this.company = company;
    }

    long post(String member) {
        return company.post("/opportunities", member.isEmpty() ? Opportunities.body() : Opportunities.body(member)).id();
    }

    TestResponse merge(String path, long target, List<Long> sources, String members) {
        return company.post(path + "/" + target + "/merge", "{\"sources\": %s, \"members\": {%s}}".formatted(sources, members));
    }

    TestResponse unmerge(String path, long target, List<Long> sources) {
        return company.post(path + "/" + target + "/unmerge", "{\"sources\": %s}".formatted(sources));
    }

    List<String> shown(String path, long... ids) {
        return Arrays.stream(ids).mapToObj(id -> withoutTimes(company.get(path + "/" + id).json())).toList();
    }

    /** Returns a record without the members that say when and by whom it was changed last. */
    static String withoutTimes(JsonNode record) {
        ObjectNode shown = (ObjectNode) record.deepCopy();
        shown.remove(List.of("updatedAt", "lastActivity", "updatedBy"));
        return shown.toString();
    }
}
