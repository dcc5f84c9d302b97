package io.opportunities.bench;

import java.util.List;

/**
 * What a client does: requests of one shape or of several.
 *
 * @param least the ratio to the limit that is asked for, 0 where none is
 */
enum Call {

    W1("W1 create, minimal", 0.40, Request.create(Request.Numbers.FRESH, "", "")),

    W2("W2 create with contact, workflow, custom values", 0.40, Request.create(Request.Numbers.FRESH, "", """
            , "primaryEmail": "p{n}@example.com", "primaryPhone": "615{n}", "workflowId": 1, "value": 12500.50, "status": "ACTIVE",
            "description": "New shingle roof, gutters and downspouts", "custom": {"permit_number": "T{n}", "permit_type": "Roofing"}""")),

    W3_TITLE("W3 matched skip, title", 0.45, Request.create(Request.Numbers.ANY, "?match_by=title", "")),

    W3_EMAIL("W3 matched skip, primaryEmail", 0.45,
            Request.create(Request.Numbers.ANY, "?match_by=primaryEmail", ", \"primaryEmail\": \"p{n}@example.com\"")),

    W3_PHONE("W3 matched skip, primaryPhone", 0.45,
            Request.create(Request.Numbers.ANY, "?match_by=primaryPhone", ", \"primaryPhone\": \"(615) {n}\"")),

    W3_ADDRESS("W3 matched skip, address", 0.45, Request.create(Request.Numbers.ANY, "?match_by=address", "")),

    W4("W4 enrich that changes", 0, Request.create(Request.Numbers.NEXT, "?match_found_strategy=enrich", ", \"size\": 1200")),

    W5("W5 half create, half match, every tenth key colliding", 0.40,
            Request.create(Request.Numbers.FRESH, "", "").every(45),
            Request.create(Request.Numbers.ANY, "", "").every(45),
            Request.create(Request.Numbers.TWICE, "", "").every(10)),

    W6("W6 get by id", 0.45, Request.get("/opportunities/{k}")),

    W7("W7 page of 20, updated_after", 0.50, Request.get("/opportunities?page_size=20&updated_after=2020-01-01T00:00:00Z")),

    W8("W8 search by custom key", 0, Request.get("/opportunities/search?prop1=permit_number&op1=eq&value1=T{n}")),

    W9("W9 q, a rare word", 0, Request.get("/opportunities?q={n}")),

    W9_COMMON("W9 q, a rare word and a common one", 0, Request.get("/opportunities?q=oak%20{n}"));

    final String title;
    final double least;
    final List<Request> requests;

    Call(String title, double least, Request... requests) {
        this.title = title;
        this.least = least;
        this.requests = List.of(requests);
    }
}
