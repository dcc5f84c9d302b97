package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no search, and what the refusals say. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchRefusalTests extends SearchedPermits {

    @Test
    void whatIsNoSearchIsRefusedWithEverythingThatIsWrongWithIt() {
        refused("", "prop1", "op1");
        refused("prop1=nope&op1=like&value1=x", "prop1", "op1");
        refused("prop1=value&op1=eq&value1=a%20lot", "value1");
        refused("prop1=value&op1=contains&value1=5", "op1");
        refused("prop1=value&op1=between&value1=5", "value1");
        refused("prop1=title&op1=eq", "value1");
        refused("prop1=jurisdiction&op1=eq&value1=x&prop2=imageUrl&op2=eq&value2=x", "prop1", "prop2");
        refused("prop1=note&op1=exists&value1=true", "op1");
        refused("prop1=city&op1=exists&value1=perhaps", "value1");
        refused("prop1=floors&op1=in&value1=%5B1,%7B%7D%5D&prop2=due&op2=gt&value2=tomorrow&logic=xor", "value1", "value2", "logic");
        refused("prop1=city&op1=in&value1=%5B%22%5Cu0000%22%5D", "value1");
        refused("prop1=city&op1=in&value1=%22open", "value1");
        refused("prop1=due&op1=eq&value1=%2B12026-01-01", "value1");
        refused("prop1=title'%20or%201=1--&op1=eq&value1=x", "prop1");
        refused("prop2=city", "prop1", "op1", "op2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "prop1=value&op1=between&value1=250,100           | OUT_OF_RANGE    | value1 must have the lower value first; was \"250,100\"",
            "prop1=due&op1=between&value1=2026-02-01,2026-01-31 | OUT_OF_RANGE  | value1 must have the lower value first; was \"2026-02-01,2026-01-31\"",
            "prop1=createdAt&op1=between&value1=2026-02-01,2026-01-31 | OUT_OF_RANGE | value1 must have the lower value first; was \"2026-02-01,2026-01-31\"",
            "prop1=status&op1=eq&value1=OPEN                  | NOT_ALLOWED     | value1 must be one of ACTIVE, ON_HOLD, CANCELLED, COMPLETED to search by status; was \"OPEN\"",
            "prop1=geoLocation&op1=eq&value1=x                | NOT_ALLOWED     | prop1 must be another member: geoLocation is shown, but cannot be searched by",
            "prop1=phase&op1=eq&value1=Lead                   | WRONG_TYPE      | value1 must be the id of a phase to search by phase; was \"Lead\"",
            "prop1=owner&op1=eq&value1=Sam                    | WRONG_TYPE      | value1 must be the id of a user to search by owner; was \"Sam\"",
            "prop1=value&op1=eq&value1=much                   | WRONG_TYPE      | value1 must be a number to search by value; was \"much\"",
            "prop1=note&op1=eq                                | REQUIRED        | value1 is required: what to compare with",
            "prop1=city&op1=eq                                | REQUIRED        | value1 is required: what to compare with; records without a value are found by exists"})
    void whatIsWrongWithASearchIsSaidInItsTerms(String query, String code, String message) {
        TestResponse refused = company.get("/opportunities/search?" + query);

        assertThat(refused.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/message").stringValue()).isEqualTo(message);
    }

    private void refused(String query, String... fields) {
        TestResponse refused = company.get("/opportunities/search?" + query);

        assertThat(refused.status()).as(query).isEqualTo(400);
        assertThat(refused.errorFields()).as(query).contains(fields);
    }
}
