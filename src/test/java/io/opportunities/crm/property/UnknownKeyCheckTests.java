package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.Text;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class UnknownKeyCheckTests {

    @Autowired
    private Service service;

    private Client company;

    @BeforeEach
    void aProperty() {
        company = service.newCompany();
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"TEXT\"}");
        company.post("/properties", "{\"recordType\": \"account\", \"name\": \"Tier\", \"type\": \"TEXT\"}");
    }

    @Test
    void eachUnknownKeyIsRefusedAndTheFirst20WithTheOneThatItResembles() {
        for (String path : List.of("/opportunities", "/accounts")) {
            TestResponse refused = company.post(path, body(500));
            List<String> messages = refused.json().get("errors").valueStream().map(error -> error.get("message").stringValue()).toList();

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errorFields()).hasSize(500).contains("custom.key_0", "custom.key_499");
            assertThat(messages.subList(0, 20)).allMatch(message -> message.contains("the nearest is custom."));
            assertThat(messages.subList(20, 500)).noneMatch(message -> message.contains("nearest"));
        }
    }

    @Test
    void knownKeysCostNoTransactionOfTheirOwn() {
        company.post("/opportunities", body(0));
        company.post("/opportunities", custom("\"roof_type\": \"first\""));

        TestResponse known = company.post("/opportunities", custom("\"roof_type\": \"Metal\""));

        assertThat(StatementCounter.of(known).stream().filter(sql -> sql.contains("enter_company"))).hasSize(1);
    }

    @Test
    void aKeyThatAPropertyWasMadeForOnAnotherCallIsKnownAtOnce() {
        assertThat(company.post("/opportunities", custom("\"wall\": \"Brick\"")).errorFields()).containsExactly("custom.wall");

        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Wall\", \"type\": \"TEXT\"}");

        assertThat(company.post("/opportunities", custom("\"wall\": \"Brick\"")).status()).isEqualTo(201);
    }

    @Test
    void aHundredThousandFaultsAreAnsweredWithTheFirstThousand() {
        String members = IntStream.range(0, 60_000).mapToObj("\"m%d\": 1"::formatted).collect(Collectors.joining(", "));

        TestResponse strict = company.post("/opportunities", "{%s}".formatted(members), Map.of("Prefer", "handling=strict"));
        TestResponse lenient = company.post("/contacts", "{\"name\": \"Dana\", %s}".formatted(members));

        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.json().get("errors").size()).isEqualTo(1_000);
        assertThat(lenient.status()).isEqualTo(201);
        assertThat(lenient.header("X-Ignored-Fields")).hasSizeLessThan(500);
    }

    @Test
    void theNearestNameIsFoundAmongManyLongOnes() {
        List<String> known = IntStream.range(0, 400).mapToObj(i -> "abcdefghij".repeat(6) + i).toList();

        assertThat(Text.nearest("abcdefghij".repeat(6) + "x17", known)).contains("abcdefghij".repeat(6) + "17");
        assertThat(Text.nearest("rooftype", List.of("wall", "roof_type", "floor"))).contains("roof_type");
        assertThat(Text.nearest("x", List.of())).isEmpty();
    }

    private static String body(int keys) {
        return custom(IntStream.range(0, keys).mapToObj("\"key_%d\": \"x\""::formatted).collect(Collectors.joining(", ")));
    }

    private static String custom(String members) {
        return "{\"title\": \"%d\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"], \"custom\": {%s}}".formatted(System.nanoTime(),
                members);
    }
}
