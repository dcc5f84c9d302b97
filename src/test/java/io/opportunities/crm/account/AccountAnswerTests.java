package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The contacts and the number in the response of an account. */
@Tag("citus")
@ApiTest
class AccountAnswerTests {

    @Autowired
    private Service service;

    private final Client company;

    AccountAnswerTests(Client company) {
        this.company = company;
    }

    @Test
    void contactsAreShownWithHowTheyCanBeReachedThePrimaryOneFirst() {
        long ann = company.post("/contacts", "{\"name\": \"Ann\", \"phones\": [\"615 555 0134\"]}").id();
        TestResponse made = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St", "primaryEmail": "Cole@example.com", "contacts": [%d]}""".formatted(ann));
        long cole = made.json().at("/contacts/0/id").asLong();

        assertThat(made.json().get("contacts")).hasToString("""
                [{"id":%d,"emails":["Cole@example.com"],"phones":[]},{"id":%d,"emails":[],"phones":["615 555 0134"]}]""".formatted(cole,
                ann));
        assertThat(company.get("/clients/" + made.id()).json()).isEqualTo(made.json());
        assertThat(company.get("/accounts").json().get(0)).isEqualTo(made.json());
        assertThat(company.get("/accounts/search?prop1=contacts&op1=eq&value1=" + ann).json().get(0)).isEqualTo(made.json());
        assertThat(company.post("/accounts", "{\"title\": \"cole\", \"address\": \"1 Oak St\"}").json()).isEqualTo(made.json());
        TestResponse same = company.patch("/accounts/" + made.id(), "{\"contacts\": [%d, %d]}".formatted(cole, ann));
        assertThat(same.header("ETag")).isEqualTo(made.header("ETag"));
        TestResponse changed = company.patch("/contacts/" + ann, "{\"emails\": [\"ann@example.com\"]}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(company.get("/accounts/" + made.id()).json().at("/contacts/1/emails/0").stringValue()).isEqualTo("ann@example.com");
        assertThat(company.get("/accounts/" + made.id()).header("ETag")).as("shows something else").isNotEqualTo(made.header("ETag"));
    }

    @Test
    void aPageTakesOneStatementForAllContacts() {
        account("None", List.of());
        int without = StatementCounter.of(company.get("/accounts")).size();
        for (int i = 0; i < 5; i++) {
            account("Account " + i, contacts(3));
        }

        TestResponse page = company.get("/accounts");

        assertThat(page.json().findValues("contacts")).filteredOn(contacts -> contacts.size() == 3).hasSize(5);
        assertThat(StatementCounter.of(page)).hasSize(without + 1);
    }

    @Test
    void anAnswerShowsABoundedNumberOfContacts() {
        List<Long> many = contacts(120);
        TestResponse made = account("Many", many.subList(0, 100));
        many.subList(100, 120).forEach(contact -> company.patch("/contacts/" + contact, "{\"accountIds\": [%d]}".formatted(made.id())));
        IntStream.range(0, 19).forEach(i -> account("Another " + i, List.of()));

        assertThat(made.json().get("contacts")).hasSize(100);
        assertThat(company.get("/accounts/" + made.id()).json().get("contacts")).hasSize(100);
        assertThat(company.get("/accounts?order_by=asc&page_size=20").json().at("/0/contacts")).hasSize(50);
    }

    @Test
    void numbersCountUpFromOneInEachCompanyAndAreNotReused() {
        TestResponse first = account("First", List.of());
        company.post("/accounts?dry_run=true", "{\"title\": \"Dry\", \"address\": \"1 Oak St\"}");
        TestResponse second = account("Second", List.of());
        company.delete("/accounts/" + second.id());
        TestResponse third = account("Third", List.of());
        Client other = service.newCompany();

        assertThat(List.of(number(first), number(second), number(third))).containsExactly(1L, 2L, 3L);
        assertThat(number(other.post("/accounts", "{\"title\": \"First\", \"address\": \"1 Oak St\"}"))).isEqualTo(1);
        assertThat(company.get("/accounts/search?prop1=number&op1=gte&value1=3").json().findValues("number")).hasToString("[3]");
        assertThat(company.post("/accounts?dry_run=true", "{\"title\": \"Dry\", \"address\": \"1 Oak St\"}").json().get("number").isNull())
                .isTrue();
    }

    @Test
    void accountsMadeAtOnceOnTwoReplicasHaveNumbersOfTheirOwn() throws Exception {
        try (SecondInstance other = SecondInstance.beside(service)) {
            List<TestResponse> made = Concurrently
                    .send(IntStream.range(0, 20)
                            .<Callable<TestResponse>>mapToObj(i -> () -> (i % 2 == 0 ? company : company.at(other.url()))
                                    .post("/accounts", "{\"title\": \"Account %d\", \"address\": \"1 Oak St\"}".formatted(i)))
                            .toList());

            assertThat(made.stream().map(AccountAnswerTests::number).collect(Collectors.toSet()))
                    .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).collect(Collectors.toSet()));
        }
    }

    private TestResponse account(String title, List<Long> contacts) {
        return company.post("/accounts", "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"contacts\": %s}".formatted(title, contacts));
    }

    private List<Long> contacts(int count) {
        return IntStream.range(0, count).mapToObj(i -> company.post("/contacts", "{\"name\": \"Contact %d\"}".formatted(i)).id()).toList();
    }

    private static long number(TestResponse account) {
        return account.json().get("number").asLong();
    }
}
