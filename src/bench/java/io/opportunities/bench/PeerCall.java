package io.opportunities.bench;

import java.util.List;

/** What a client asks of the service and of its peers alike. */
enum PeerCall {

    CREATE("create with 4 custom values", "", Request.Numbers.FRESH),

    CONTACT("create with 4 custom values and a new contact", """
            , "primaryEmail": "p{n}@example.com", "primaryPhone": "615{n}\"""", Request.Numbers.FRESH),

    MIXED("half create, half match by title", "", Request.Numbers.FRESH, Request.Numbers.ANY);

    static final List<String> CUSTOM = List.of("permit_number", "permit_type", "inspector", "parcel");

    final String title;
    private final String members;
    private final List<Request.Numbers> numbers;

    PeerCall(String title, String members, Request.Numbers... numbers) {
        this.title = title;
        this.members = members;
        this.numbers = List.of(numbers);
    }

    /** Returns one request a call, of a peer that looks for the title itself. */
    List<Request> requests() {
        return numbers.stream().map(this::create).toList();
    }

    /** Returns the requests of a client that searches for the title, and creates a record if there is none. */
    List<Request> searchedRequests() {
        if (this != MIXED) {
            return requests();
        }
        // a search may find nothing under any new title: it need not be the one that is created next
        return List.of(search(Request.Numbers.FRESH), create(Request.Numbers.FRESH), search(Request.Numbers.ANY));
    }

    /** Returns how many calls so many requests make, if each of the list is sent once. */
    int calls() {
        return numbers.size();
    }

    private Request create(Request.Numbers kind) {
        return new Request("POST", "/opportunities", """
                {"title": "Job {n}", "address": "{n} Oak Ave, Nashville, TN 37203", "trades": ["Roofing", "Gutters", "Siding", "Painting"], \
                "value": 12500.50, "custom": {"permit_number": "T{n}", "permit_type": "Roofing", "inspector": "Jane Doe", \
                "parcel": "093-06-0-{n}"}%s}""".formatted(members), kind, 1);
    }

    private static Request search(Request.Numbers kind) {
        return new Request("GET", "/opportunities/search/findByTitleIgnoreCase?title=Job%20{n}", "", kind, 1);
    }
}
