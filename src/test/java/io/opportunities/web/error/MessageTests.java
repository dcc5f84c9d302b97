package io.opportunities.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The messages of rejections: the violation, the received value, the valid values. */
@ApiTest
class MessageTests {

    private final Client company;

    MessageTests(Client company) {
        this.company = company;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "\"address\": [\"a\", \"b\", \"c\"]  | address must have one item; had 3",
            "\"address\": []                           | address must have one item; had 0",
            "\"address\": [\"\"]                     | address[0] must have 1 to 500 characters; had 0: \"\"",
            "\"trades\": []                            | trades must have 1 to 50 items; had 0",
            "\"trades\": [${51}]                       | trades must have 1 to 50 items; had 51",
            "\"contacts\": [${101}]                    | contacts must have at most 100 items; had 101",
            "\"primaryPhone\": \"${51 digits}\"      | primaryPhone must have at most 50 characters; had 51: \"${51 digits}\"",
            "\"confidence\": 101                       | confidence must be from 0 to 100; was 101",
            "\"status\": \"OPEN\"                    | status must be one of ACTIVE, ON_HOLD, CANCELLED, COMPLETED; was \"OPEN\"",
            "\"title\": 5                              | title must be a string; was 5",
            "\"primaryEmail\": \"nobody\"            | primaryEmail must be an e-mail address; was \"nobody\""})
    void aMemberThatBreaksARule(String member, String message) {
        String sent = member.replace("${51}", items(51)).replace("${101}", items(101)).replace("${51 digits}", "1".repeat(51));
        ObjectNode body = object("\"title\": \"Roof\", \"address\": [\"1 Oak St\"], \"trades\": [\"A\"]");
        TestResponse refused = company.post("/opportunities", body.setAll(object(sent)).toString());

        assertThat(refused.json().get("message").stringValue()).startsWith(message.replace("${51 digits}", "1".repeat(51)));
        assertThat(refused.json().get("field")).isEqualTo(refused.json().at("/errors/0/field"));
    }

    @Test
    void aRefusalOfTheRequestAsAWholeNamesNoField() {
        assertThat(company.get("/contacts/987654321").body()).doesNotContain("field");
        assertThat(company.post("/contacts", "[").body()).doesNotContain("field");
        assertThat(company.withKey(null).get("/contacts").body()).doesNotContain("field");
        assertThat(company.send("PUT", "/contacts", null, Map.of()).json().get("message").stringValue())
                .isEqualTo("PUT is not allowed here; allowed: GET, POST");
    }

    private static ObjectNode object(String members) {
        return (ObjectNode) JsonMapper.shared().readTree("{" + members + "}");
    }

    private static String items(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"%d\"".formatted(i + 1)).collect(Collectors.joining(", "));
    }
}
