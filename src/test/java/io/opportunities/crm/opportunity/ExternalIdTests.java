package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id of an opportunity in another system. */
@Tag("citus")
@BothSpellings
class ExternalIdTests {

    private static final String REFERENCE = "\"source\": \"crm\", \"externalId\": \"L-7\"";

    @Parameter
    String path;

    private final Client company;

    ExternalIdTests(Client company) {
        this.company = company;
    }

    @Test
    void aRecordShowsTheReferenceItWasCreatedWithAndNoneWithout() {
        TestResponse created = post("", "\"source\": \" crm \", \"externalId\": 4711");

        assertThat(created.json().get("source").stringValue()).isEqualTo("crm");
        assertThat(created.json().get("externalId").stringValue()).isEqualTo("4711");
        assertThat(company.get(path + "/" + created.id()).body()).isEqualTo(created.body());
        assertThat(post("", "\"externalId\": null").json().has("externalId")).isFalse();
    }

    @Test
    void aRecordMatchesByItsIdAndSource() {
        long id = post("", REFERENCE).id();

        TestResponse same = post("?match_by=externalId", REFERENCE);
        TestResponse otherSource = post("?match_by=externalId", "\"source\": \"mail\", \"externalId\": \"L-7\"");
        TestResponse noSource = post("?match_by=externalId", "\"externalId\": \"L-7\"");
        TestResponse otherCase = post("?match_by=externalId", "\"source\": \"crm\", \"externalId\": \"l-7\"");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.id()).isEqualTo(id);
        assertThat(same.header("X-Match-By")).isEqualTo("externalId");
        assertThat(otherSource.status()).isEqualTo(201);
        assertThat(noSource.status()).isEqualTo(201);
        assertThat(otherCase.status()).isEqualTo(201);
        assertThat(post("?match_by=externalId", "\"source\": \"\", \"externalId\": \"L-7\"").id()).isEqualTo(noSource.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?match_by=primaryEmail", "?match_by=primaryPhone,address", "?dry_run=true"})
    void aSecondCreateWithTheReferenceOfAnotherRecordIsRejected(String query) {
        post("", REFERENCE);

        TestResponse second = post(query, REFERENCE);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.errorFields()).containsExactly("externalId");
        assertThat(company.get(path).json()).hasSize(1);
    }

    @Test
    void anArchivedRecordLeavesItsReferenceToAnother() {
        long archived = post("", REFERENCE).id();
        company.delete(path + "/" + archived);

        assertThat(post("?match_by=externalId", REFERENCE).status()).isEqualTo(201);
        assertThat(company.patch(path + "/" + archived, "{\"isActive\": true}").status()).isEqualTo(409);
    }

    @Test
    void aChangeToTheReferenceOfAnotherRecordIsRejected() {
        post("", REFERENCE);
        TestResponse other = post("", "\"value\": 5");

        assertThat(company.patch(path + "/" + other.id(), "{" + REFERENCE + "}").status()).isEqualTo(409);
        assertThat(company.get(path + "/" + other.id()).body()).isEqualTo(other.body());
    }

    @Test
    void aChangedReferenceIsTheOneThatMatches() {
        long id = post("", REFERENCE).id();

        TestResponse changed = company.patch(path + "/" + id, "{\"externalId\": \"L-8\"}");

        assertThat(changed.json().has("source")).isFalse();
        assertThat(post("?match_by=externalId", REFERENCE).status()).isEqualTo(201);
        assertThat(post("?match_by=externalId", "\"externalId\": \"L-8\"").id()).isEqualTo(id);
        assertThat(company.get(path + "/" + id + "/changes").json().get(0).get("changes")).hasSize(2);
    }

    @Test
    void enrichFillsAReferenceAsAWhole() {
        post("", "\"primaryEmail\": \"a@example.com\"");
        post("", "\"primaryEmail\": \"b@example.com\", \"source\": \"mail\"");

        TestResponse filled = post("?match_by=primaryEmail&match_found_strategy=enrich",
                "\"primaryEmail\": \"a@example.com\", " + REFERENCE);
        TestResponse kept = post("?match_by=primaryEmail&match_found_strategy=enrich",
                "\"primaryEmail\": \"b@example.com\", \"source\": \"crm\", \"externalId\": \"L-9\"");

        assertThat(filled.json().get("externalId").stringValue()).isEqualTo("L-7");
        assertThat(kept.header("X-Match-Outcome")).isEqualTo("unchanged");
        assertThat(kept.json().get("source").stringValue()).isEqualTo("mail");
    }

    @Test
    void anAccountHasAReferenceToo() {
        String body = "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\", " + REFERENCE + "}";
        long id = company.post("/accounts", body.formatted("Rivera")).id();

        assertThat(company.post("/accounts?match_by=externalId", body.formatted("Other")).id()).isEqualTo(id);
        assertThat(company.post("/accounts", body.formatted("Other")).status()).isEqualTo(409);
        assertThat(post("?match_by=externalId", REFERENCE).status()).as("opportunities have references of their own").isEqualTo(201);
    }

    @Test
    void anExternalIdCanBeSearchedFor() {
        long id = post("", REFERENCE).id();

        assertThat(company.get(path + "/search?prop1=externalId&op1=eq&value1=l-7").json().get(0).get("id")
                .asLong()).isEqualTo(id);
    }

    @Test
    void aPropertyMayBeNamedAsTheSource() {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Source\", \"keyName\": \"source\", \"type\": \"TEXT\"}");
        long id = post("", REFERENCE + ", \"custom\": {\"source\": \"fair\"}").id();

        assertThat(company.get(path + "/search?prop1=source&op1=eq&value1=fair").json().get(0).get("id").asLong()).isEqualTo(id);
    }

    private TestResponse post(String query, String member) {
        return company.post(path + query, Opportunities.body(member));
    }
}
