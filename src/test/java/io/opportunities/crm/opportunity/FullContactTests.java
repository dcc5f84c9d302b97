package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The limits of a contact: e-mails, phones, keys and shown records. */
@Tag("citus")
@ApiTest
class FullContactTests extends ContactOfThree {

    @Test
    void theFiftyFirstPhoneStaysWithTheRecordAlone() {
        IntStream.rangeClosed(1, 52).forEach(i -> lead(EMAIL, phone(i)));

        JsonNode contact = company.get("/contacts/" + dana).json();
        JsonNode last = company.get("/opportunities?page_size=1").json().get(0);

        assertThat(contact.get("phones")).hasSize(50);
        assertThat(last.get("primaryPhone").stringValue()).isEqualTo("615 555 0052");
        assertThat(last.get("contacts")).hasToString("[%d]".formatted(dana));
        assertThat(company.patch("/contacts/" + dana, "{\"name\": \"Still\"}").status()).isEqualTo(200);
    }

    @Test
    void theFiftyFirstEmailStaysWithTheRecordAlone() {
        lead(EMAIL, phone(1));
        IntStream.rangeClosed(1, 51).forEach(i -> lead("\"primaryEmail\": \"d%d@example.com\"".formatted(i), phone(1)));

        assertThat(company.get("/contacts/" + dana).json().get("emails")).hasSize(50);
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @Test
    void moreThanFiftyOfEitherAreRefusedInARequest() {
        String phones = String.join(",", IntStream.rangeClosed(1, 51).mapToObj("\"615 555 %04d\""::formatted).toList());

        assertThat(company.post("/contacts", "{\"name\": \"x\", \"phones\": [%s]}".formatted(phones)).errorFields())
                .containsExactly("phones");
        assertThat(company.patch("/contacts/" + dana, "{\"phones\": [%s]}".formatted(phones)).status()).isEqualTo(400);
    }

    @Test
    void anEmailWhoseKeyIsLongFindsItsContactAgain() {
        String longOne = "\"primaryEmail\": \"%sx@example.com\"".formatted("\ufdfa".repeat(30));

        TestResponse first = lead(longOne);
        TestResponse second = lead(longOne);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.json().get("contacts")).isEqualTo(first.json().get("contacts"));
        assertThat(company.get("/contacts").json()).hasSize(2);
    }

    @Test
    void aContactShowsItsNewestHundredActiveOpportunities() {
        IntStream.range(0, 100).forEach(i -> lead(EMAIL));
        List<Long> all = ids("/opportunities?page_size=100");
        company.delete("/opportunities/" + all.getFirst());

        JsonNode shown = company.get("/contacts/" + dana).json().get("opportunities");

        assertThat(shown).hasSize(100);
        assertThat(shown.valueStream().map(record -> record.get("id").asLong())).isSorted().doesNotContain(all.getFirst())
                .contains(all.get(1), all.get(99));
    }
}
