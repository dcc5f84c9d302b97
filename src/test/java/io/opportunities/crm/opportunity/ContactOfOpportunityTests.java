package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@BothSpellings
class ContactOfOpportunityTests {

    @Parameter
    String path;

    private final Client company;

    ContactOfOpportunityTests(Client company) {
        this.company = company;
    }

    @Test
    void enrichTakesNoEmailFromAContactThatItDoesNotTake() {
        long ann = company.post("/contacts", "{\"name\": \"Ann\"}").id();
        long bob = company.post("/contacts", "{\"name\": \"Bob\", \"emails\": [\"bob@example.com\"]}").id();
        long id = company.post("/opportunities", Opportunities.with("Roof", "1 Oak St", "\"contacts\": [%d]".formatted(ann))).id();

        TestResponse enriched = company.post("/opportunities?match_found_strategy=enrich",
                Opportunities.with("Roof", "1 Oak St", "\"contacts\": [%d]".formatted(bob)));

        assertThat(enriched.id()).isEqualTo(id);
        assertThat(enriched.json().get("contacts")).hasToString("[%d]".formatted(ann));
        assertThat(enriched.json().get("primaryEmail").isNull()).isTrue();
    }

    @Test
    void aNewContactIsNamedByItsEmailAndLinkedToTheAccount() {
        long account = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St, Nashville, TN"}""").id();

        long id = primary("\"primaryEmail\": \"jo@example.com\"", "\"primaryPhone\": \"615 555 0134\"", "\"accountId\": " + account);

        JsonNode contact = company.get("/contacts/" + id).json();
        assertThat(contact.get("name").stringValue()).isEqualTo("jo@example.com");
        assertThat(contact.get("phones").get(0).stringValue()).isEqualTo("615 555 0134");
        assertThat(contact.get("accounts").get(0).get("id").asLong()).isEqualTo(account);
        assertThat(contact.get("opportunities")).hasSize(1);
    }

    @Test
    void aNewContactHasThePrimaryName() {
        long id = primary("\"primaryName\": \" Jo Cole \"", "\"primaryEmail\": \"Jo <jo@example.com>\"");

        JsonNode contact = company.get("/contacts/" + id).json();
        assertThat(contact.get("name").stringValue()).isEqualTo("Jo Cole");
        assertThat(contact.get("emails")).hasToString("[\"jo@example.com\"]");
    }

    @Test
    void aContactThatIsThereKeepsItsName() {
        long jo = contact("Jo", "jo@example.com", "615 555 0101");

        assertThat(primary("\"primaryName\": \"Joanna\"", "\"primaryEmail\": \"jo@example.com\"")).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("name").stringValue()).isEqualTo("Jo");
    }

    @Test
    void aPlaceholderMakesNoContactShared() {
        long first = primary("\"primaryEmail\": \"none@none.com\"", "\"primaryName\": \"Ann\"");
        long second = primary("\"primaryEmail\": \"NONE@none.com\"", "\"primaryName\": \"Bob\"");
        long third = primary("\"primaryPhone\": \"000-000-0000\"");
        long fourth = primary("\"primaryPhone\": \"0000000000\"");

        assertThat(Set.of(first, second, third, fourth)).hasSize(4);
        assertThat(company.get("/contacts/" + second).json().get("name").stringValue()).isEqualTo("Bob");
    }

    @Test
    void aPlaceholderMakesNoContactForARecordThatHasOne() {
        long id = company.post(path, Opportunities.with("Weekly", "1 Oak St", "\"primaryPhone\": \"000-000-0000\"")).id();
        JsonNode contacts = company.get(path + "/" + id).json().get("contacts");

        TestResponse replaced = company.post(path + "?match_found_strategy=replace",
                Opportunities.with("Weekly", "1 Oak St", "\"primaryPhone\": \"0000000000\""));

        assertThat(replaced.json().get("primaryPhone").stringValue()).isEqualTo("0000000000");
        assertThat(replaced.json().get("contacts")).isEqualTo(contacts);
    }

    @Test
    void aPlaceholderIsNotAddedToAContact() {
        long jo = contact("Jo", "jo@example.com", "615 555 0101");

        assertThat(primary("\"primaryEmail\": \"none@none.com\"", "\"primaryPhone\": \"615 555 0101\"")).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("emails")).hasToString("[\"jo@example.com\"]");
    }

    @Test
    void theContactWithTheEmailIsTakenAndGetsAPhoneThatIsNewToTheCompany() {
        long jo = contact("Jo", "jo@example.com", "615 555 0101");

        long id = primary("\"primaryEmail\": \"JO@example.com\"", "\"primaryPhone\": \"615 555 0134\"");

        assertThat(id).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("phones").toString()).isEqualTo("[\"615 555 0101\",\"615 555 0134\"]");
    }

    @Test
    void elseTheContactWithThePhoneIsTakenAndGetsTheEmail() {
        long jo = contact("Jo", "jo@example.com", "615 555 0101");

        long id = primary("\"primaryEmail\": \"second@example.com\"", "\"primaryPhone\": \"(615) 555-0101\"");

        assertThat(id).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("emails").toString()).isEqualTo("[\"jo@example.com\",\"second@example.com\"]");
    }

    @Test
    void theEmailWinsOverThePhoneOfAnotherWhoStaysUntouched() {
        long jo = contact("Jo", "jo@example.com", "615 555 0101");
        long ann = contact("Ann", "ann@example.com", "615 555 0102");
        String annBefore = company.get("/contacts/" + ann).json().get("updatedAt").toString();

        long id = primary("\"primaryEmail\": \"jo@example.com\"", "\"primaryPhone\": \"615 555 0102\"");

        assertThat(id).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("phones")).hasSize(1);
        assertThat(company.get("/contacts/" + ann).json().get("updatedAt").toString()).isEqualTo(annBefore);
    }

    @Test
    void theLowestOfSeveralIsTaken() {
        long first = contact("Jo", "jo@example.com", "615 555 0101");
        contact("Jo again", "jo@example.com", "615 555 0102");

        assertThat(primary("\"primaryEmail\": \"jo@example.com\"")).isEqualTo(first);
    }

    @Test
    void itComesBeforeTheContactsThatAreGiven() {
        long ann = contact("Ann", "ann@example.com", "615 555 0102");
        long bob = contact("Bob", "bob@example.com", "615 555 0103");

        JsonNode body = company.post(path, Opportunities.body("\"primaryEmail\": \"jo@example.com\"",
                "\"contacts\": [%d, \"%d\", %d]".formatted(bob, ann, bob))).json();

        assertThat(body.get("contacts")).hasSize(3);
        assertThat(body.get("contacts").get(1).asLong()).isEqualTo(bob);
        assertThat(body.get("contacts").get(2).asLong()).isEqualTo(ann);
    }

    @Test
    void theFirstOfTheContactsSuppliesEmailAndPhoneWhereNeitherIsGiven() {
        long ann = contact("Ann", "ann@example.com", "615 555 0102");

        JsonNode body = company.post(path, Opportunities.body("\"contacts\": [%d]".formatted(ann))).json();

        assertThat(body.get("contacts").get(0).asLong()).isEqualTo(ann);
        assertThat(body.get("primaryEmail").stringValue()).isEqualTo("ann@example.com");
        assertThat(body.get("primaryPhone").stringValue()).isEqualTo("615 555 0102");
        assertThat(company.post(path + "?match_by=primaryEmail", Opportunities.body("\"contacts\": [%d]".formatted(ann))).status())
                .isEqualTo(200);
    }

    @Test
    void aReplacedPhoneGoesToTheContactOfTheRecordsEmail() {
        long jo = primary("\"primaryEmail\": \"jo@example.com\"");

        JsonNode body = company.post(path + "?match_by=primaryEmail&match_found_strategy=replace",
                Opportunities.body("\"primaryEmail\": \"jo@example.com\"", "\"primaryPhone\": \"615 555 0134\"")).json();

        assertThat(body.get("contacts").get(0).asLong()).isEqualTo(jo);
        assertThat(company.get("/contacts/" + jo).json().get("phones")).hasSize(1);
    }

    private long contact(String name, String email, String phone) {
        return company.post("/contacts", """
                {"name": "%s", "emails": ["%s"], "phones": ["%s"]}""".formatted(name, email, phone)).id();
    }

    private long primary(String... members) {
        return company.post(path, Opportunities.body(members)).json().get("contacts").get(0).asLong();
    }
}
