package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Merges of opportunities of one company, and their undoing. */
abstract class ChainedMergeCalls extends MergeCalls {

    @Autowired
    DatabaseOwner database;

    ChainedMergeCalls(Client company) {
        super(company);
    }

    JsonNode member(long id, String name) {
        return company.get("/opportunities/" + id).json().get(name);
    }

    TestResponse merge(long target, long source) {
        return merge(target, source, "");
    }

    TestResponse merge(long target, long source, String members) {
        return merge("/opportunities", target, List.of(source), members);
    }

    TestResponse unmerge(long target, Long... sources) {
        return unmerge("/opportunities", target, List.of(sources));
    }
}
