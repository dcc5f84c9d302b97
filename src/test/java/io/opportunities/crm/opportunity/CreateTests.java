package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("citus")
@BothSpellings
class CreateTests {

    @Parameter
    String path;

    @Autowired
    private Service service;

    private final Client company;

    CreateTests(Client company) {
        this.company = company;
    }

    @Test
    void theAnswerHasEveryMemberOfTheContract() {
        TestResponse created = company.post(path,
                Opportunities.with("Roof", "520 B Benton Ave, Nashville, TN 37204", "\"value\": \"18500.50\""));

        JsonNode body = created.json();
        assertThat(created.status()).isEqualTo(201);
        assertThat(body).isEqualTo(JsonMapper.shared().readTree("""
                {"id": %1$s, "number": 1, "title": "Roof", "description": null, "address": ["520 B Benton Ave, Nashville, TN 37204"],
                 "street": "520 B Benton Ave", "city": "Nashville", "state": "TN", "zipcode": "37204", "geoLocation": %5$s,
                 "jurisdiction": %6$s, "status": "ACTIVE", "isActive": true, "trades": ["Roofing"], "value": 18500.5, "size": null,
                 "confidence": null, "accountId": null, "workflowId": null, "phaseId": null, "phase": null, "phaseInstances": [],
                 "primaryEmail": null, "primaryPhone": null, "contacts": [], "owner": null, "salesRep": null, "projectManager": null,
                 "custom": {}, "imageUrl": null, "streetViewUrl": null, "lastActivity": %2$s, "createdById": %3$s,
                 "createdBy": %4$s, "updatedBy": null, "createdAt": %2$s, "updatedAt": %2$s}""".formatted(body.get("id"),
                body.get("createdAt"), body.get("createdById"), body.get("createdBy"), body.get("geoLocation"), body.get("jurisdiction"))));
        assertThat(body.get("createdBy").propertyNames()).containsExactly("id", "firstName", "lastName", "email", "avatarUrl");
        assertThat(body.get("createdAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void headersContainTheLocationAndTheOutcome() {
        TestResponse created = company.post(path, Opportunities.body());

        assertThat(created.header("Location")).isEqualTo("/opportunities/" + created.id());
        assertThat(created.header("X-Match-Outcome")).isEqualTo("created");
        assertThat(created.header("X-Match-Count")).isEqualTo("0");
        assertThat(created.header("ETag")).isNotBlank();
        assertThat(created.header("Deprecation") != null).isEqualTo(path.endsWith("/requests"));
    }

    @Test
    void laterReadsEqualTheFirstResponse() {
        String full = fullBody();

        TestResponse created = company.post(path, full);
        TestResponse read = company.get(path + "/" + created.id());
        TestResponse matched = company.post(path, full);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(matched.body()).isEqualTo(created.body());
        assertThat(matched.header("X-Match-Outcome")).isEqualTo("skipped");
    }

    @Test
    void numbersCountUpFromOneInEachCompany() {
        Client another = service.newCompany();

        company.post(path, Opportunities.body());
        another.post(path, Opportunities.body());

        assertThat(company.post(path, Opportunities.body()).json().get("number").asLong()).isEqualTo(2);
        assertThat(another.post(path, Opportunities.body()).json().get("number").asLong()).isEqualTo(2);
    }

    @Test
    void textIsTrimmedAndTradesLoseTheirTwins() {
        JsonNode body = company.post(path, """
                {"title": "  Roof ", "address": " 1 Oak St, Nashville, TN 37201 ", "trades": [" Roofing", "Solar ", "ROOFING"]}""").json();

        assertThat(body.get("title").stringValue()).isEqualTo("Roof");
        assertThat(body.get("address").get(0).stringValue()).isEqualTo("1 Oak St, Nashville, TN 37201");
        assertThat(body.get("trades").toString()).isEqualTo("[\"Roofing\",\"Solar\"]");
    }

    @Test
    void nullAndEmptyMeanNotGiven() {
        TestResponse created = company.post(path, Opportunities.body("\"description\": \"\"", "\"value\": null", "\"size\": \"\"",
                "\"status\": null", "\"primaryEmail\": \"\"", "\"contacts\": null", "\"accountId\": \"\"", "\"custom\": null"));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("description").isNull()).isTrue();
        assertThat(created.json().get("status").stringValue()).isEqualTo("ACTIVE");
    }

    @Test
    void unknownMembersAreIgnoredAndNamedUnlessStrictnessIsPreferred() {
        String body = Opportunities.body("\"colour\": 1", "\"number\": 7");

        TestResponse strict = company.post(path, body, Map.of("Prefer", "handling=strict"));
        TestResponse lenient = company.post(path, body);

        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.errorFields()).containsExactly("colour", "number");
        assertThat(lenient.status()).isEqualTo(201);
        assertThat(lenient.header("X-Ignored-Fields")).isEqualTo("colour, number");
    }

    @Test
    void unknownQueryParametersAreNamedBesideUnknownMembers() {
        TestResponse created = company.post(path + "?matchby=address&dry_run=false&colour=red",
                Opportunities.body("\"colour\": 1", "\"x\": 1"));
        TestResponse listed = company.get(path + "?include_virtual_properties=true&status=ACTIVE&page_sise=1&page_size=5");
        TestResponse strict = company.send("GET", path + "?page_sise=1", null, Map.of("Prefer", "handling=strict"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("X-Ignored-Fields")).isEqualTo("colour, x, matchby");
        assertThat(listed.header("X-Ignored-Fields")).isEqualTo("status, page_sise");
        assertThat(strict.json().at("/errors/0/code").stringValue()).isEqualTo("UNKNOWN_MEMBER");
        assertThat(strict.header("Preference-Applied")).isEqualTo("handling=strict");
        assertThat(company.get(path + "/" + created.id() + "?include_archived=true").header("X-Ignored-Fields")).isNull();
        assertThat(company.get("/roles?page_size=5").header("X-Ignored-Fields")).isEqualTo("page_size");
    }

    @Test
    void aParameterInTheBodyIsNamedOrRefused() {
        String body = Opportunities.body("\"match_by\": \"address\"", "\"match_found_strategy\": \"enrich\"");

        TestResponse lenient = company.post(path, body);
        TestResponse strict = company.post(path, body, Map.of("Prefer", "handling=strict"));

        assertThat(lenient.header("X-Ignored-Fields")).isEqualTo("match_by, match_found_strategy");
        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.errorFields()).containsExactly("match_by", "match_found_strategy");
    }

    @Test
    void idsMayComeAsStringsAndUnderTheirOldName() {
        long account = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St, Nashville, TN"}""").id();

        TestResponse created = company.post(path, Opportunities.body("\"clientId\": \"%d\"".formatted(account)));

        assertThat(created.json().get("accountId").asLong()).isEqualTo(account);
    }

    private String fullBody() {
        long account = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St, Nashville, TN"}""").id();
        long workflow = company.post("/workflows", """
                {"name": "Residential", "phases": [{"name": "Lead", "redSla": 5}, {"name": "Survey"}]}""").id();
        long contact = company.post("/contacts", """
                {"name": "Dana Cole", "phones": ["615 555 0199"]}""").id();
        long owner = company.get("/users").json().get(0).get("id").asLong();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"], "isMultiple": true}""");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Area", "type": "NUMERIC"}""");
        return Opportunities.body("\"description\": \"Steep \\\" 😀\"", "\"accountId\": " + account, "\"workflowId\": " + workflow,
                "\"value\": 1600.00", "\"size\": 12.3456", "\"confidence\": 33.3333", "\"status\": \"ON_HOLD\"",
                "\"primaryEmail\": \"Dana@Example.com\"", "\"primaryPhone\": \"(615) 555-0134 x5\"", "\"contacts\": [" + contact + "]",
                "\"ownerId\": " + owner, "\"salesRepId\": " + owner, "\"projectManagerId\": " + owner,
                "\"custom\": {\"roof_type\": \"METAL\", \"area\": \"120.50\"}");
    }
}
