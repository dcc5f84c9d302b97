package io.opportunities.trials;

import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A write call on {@link SharedRecords}.
 *
 * @param path with names of records in braces
 * @param body with single quotes, names of records in braces, and # for the number of the records
 */
record WriteCall(String method, String path, String body) {

    /** The calls that share a contact, an account or an option with another of these calls. */
    static final List<WriteCall> ALL = List.of(
            create("", "'title': 'New #', 'primaryEmail': 'new#@example.com', 'primaryPhone': '(615) #-0103'"),
            create("", "'title': 'Next #', 'primaryEmail': 'new#@example.com', 'contacts': [{Cid}]"),
            create("", "'title': 'Of Bob #', 'contacts': [{Bob}]"),
            create("", "'title': 'Bob in Alpha #', 'primaryEmail': 'bob#@example.com', 'accountId': {Alpha}"),
            create("", "'title': 'New in Alpha #', 'primaryEmail': 'new#@example.com', 'accountId': {Alpha}"),
            create("", "'title': 'Cid in Beta #', 'primaryPhone': '(615) #-0103', 'accountId': {Beta}"),
            create("?match_by=primaryEmail", "'title': 'Skip #', 'contacts': [{Bob}]"),
            create("?match_by=primaryEmail&match_found_strategy=replace",
                    "'title': 'One #', 'primaryEmail': 'ann#@example.com', 'primaryPhone': '(615) #-0104', 'contacts': [{Cid}]"),
            create("?match_found_strategy=enrich", "'title': 'Two #', 'primaryEmail': 'bob#@example.com', 'accountId': {Beta}"),
            create("?match_found_strategy=enrich", "'title': 'Two #', 'contacts': [{Cid}, {Ann}]"),
            create("?allow_new_options=true", "'title': 'Slate #', 'custom': {'roof_#': 'Slate'}"),
            new WriteCall("PATCH", "/opportunities/{Two}?allow_new_options=true", "{'custom': {'roof_#': 'SLATE'}}"),
            new WriteCall("PATCH", "/opportunities/{One}", "{'contacts': [{Bob}, {Cid}]}"),
            new WriteCall("PATCH", "/opportunities/{One}", "{'contacts': [{Cid}, {Ann}], 'primaryEmail': null}"),
            new WriteCall("PATCH", "/opportunities/{One}", "{'primaryPhone': '(615) #-0104'}"),
            new WriteCall("PATCH", "/opportunities/{Two}", "{'primaryEmail': 'new#@example.com', 'primaryPhone': '(615) #-0101'}"),
            new WriteCall("DELETE", "/opportunities/{One}", ""),
            new WriteCall("PATCH", "/accounts/{Alpha}", "{'contacts': [{Bob}]}"),
            new WriteCall("PATCH", "/accounts/{Alpha}", "{'primaryEmail': 'new#@example.com'}"),
            new WriteCall("PATCH", "/accounts/{Beta}", "{'contacts': [{Bob}, {Cid}], 'primaryPhone': '(615) #-0101'}"),
            new WriteCall("POST", "/accounts", "{'title': 'Gamma #', 'address': '3 Elm St #', 'primaryEmail': 'bob#@example.com',"
                    + " 'primaryPhone': '(615) #-0105', 'contacts': [{Ann}, {Cid}]}"),
            new WriteCall("POST", "/accounts?match_found_strategy=replace",
                    "{'title': 'Alpha #', 'address': '4 Elm St #', 'contacts': [{Cid}]}"),
            new WriteCall("POST", "/accounts?match_found_strategy=enrich",
                    "{'title': 'Beta #', 'address': '5 Elm St #', 'primaryEmail': 'new#@example.com'}"),
            new WriteCall("DELETE", "/accounts/{Beta}", ""),
            new WriteCall("PATCH", "/contacts/{Bob}", "{'emails': ['new#@example.com'], 'phones': ['(615) #-0104']}"),
            new WriteCall("PATCH", "/contacts/{Bob}", "{'accountIds': [{Alpha}, {Beta}]}"),
            new WriteCall("PATCH", "/contacts/{Cid}", "{'accountIds': []}"),
            new WriteCall("PATCH", "/contacts/{Ann}", "{'accountIds': [{Beta}], 'phones': []}"),
            new WriteCall("POST", "/contacts", "{'name': 'Dan #', 'emails': ['new#@example.com'], 'accountIds': [{Alpha}, {Beta}]}"),
            new WriteCall("DELETE", "/contacts/{Ann}", ""),
            new WriteCall("DELETE", "/contacts/{Bob}", ""),
            new WriteCall("DELETE", "/contacts/{Cid}", ""),
            create("", "'title': 'Bob twice #', 'primaryEmail': 'bob#@example.com', 'contacts': [{Bob}]"),
            create("", "'title': 'Ann again #', 'primaryEmail': 'ann#@example.com', 'primaryPhone': '(615) #-0106', 'accountId': {Alpha}"),
            new WriteCall("PATCH", "/accounts/{Alpha}", "{'contacts': []}"),
            new WriteCall("PATCH", "/opportunities/{Two}", "{'contacts': [{Ann}, {Bob}], 'primaryEmail': 'ann#@example.com'}"));

    private static WriteCall create(String query, String members) {
        return new WriteCall("POST", "/opportunities" + query,
                "{%s, 'address': '%d Oak St #', 'trades': ['x']}".formatted(members, 1 + Math.floorMod(members.hashCode(), 9_000)));
    }

    boolean removesContact() {
        return method.equals("DELETE") && path.startsWith("/contacts/");
    }

    TestResponse on(SharedRecords records, String url) {
        byte[] sent = body.isEmpty() ? null : records.text(body).getBytes(StandardCharsets.UTF_8);
        return records.company().at(url).send(method, records.text(path), sent, Map.of());
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }
}
