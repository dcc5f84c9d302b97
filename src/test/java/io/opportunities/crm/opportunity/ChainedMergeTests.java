package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Merges of records that were merged into, and unmerges after other changes. */
@ApiTest
class ChainedMergeTests extends ChainedMergeCalls {

    ChainedMergeTests(Client company) {
        super(company);
    }

    @Test
    void anExternalIdGoesUpAChainAndBack() {
        long first = post("\"externalId\": \"X\"");
        long second = post("");
        long third = post("");

        assertThat(merge(second, first).status()).isEqualTo(200);
        TestResponse merged = merge(third, second);

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(member(third, "externalId").stringValue()).isEqualTo("X");
        TestResponse unmerged = unmerge(third, second);
        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + third).json().hasNonNull("externalId")).isFalse();
        assertThat(member(second, "externalId").stringValue()).isEqualTo("X");
        assertThat(unmerge(second, first).status()).isEqualTo(200);
        assertThat(member(first, "externalId").stringValue()).isEqualTo("X");
    }

    @Test
    void anExternalIdHeldTwiceInAChainComesBack() {
        long first = post("\"externalId\": \"X\"");
        long second = post("");
        long third = post("\"externalId\": \"Y\"");
        merge(second, first);
        merge(third, second);

        TestResponse unmerged = unmerge(third, second);

        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + first).id()).isEqualTo(second);
        assertThat(member(second, "externalId").stringValue()).isEqualTo("X");
        assertThat(member(third, "externalId").stringValue()).isEqualTo("Y");
    }

    @Test
    void tooManySourcesAreRefusedBeforeTheyAreLookedUp() {
        long target = post("");
        Long[] sources = LongStream.range(1, 1_001).boxed().toArray(Long[]::new);

        TestResponse refused = company.post("/opportunities/" + target + "/merge", "{\"sources\": %s}".formatted(List.of(sources)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("sources");
        assertThat(unmerge(target, sources).errorFields()).containsExactly("sources");
    }

    @Test
    void aMergeOfContactsWithTooManyKeysIsRefused() {
        List<Long> contacts = IntStream.range(0, 21).mapToObj(this::contactWithManyEmails).toList();

        TestResponse refused = company.post("/contacts/" + contacts.getFirst() + "/merge",
                "{\"sources\": %s}".formatted(contacts.subList(1, 21)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("name fewer sources");
    }

    @Test
    void keysOfOtherRulesAreNoChangeOfAClient() {
        long target = post("");
        long source = post("\"primaryEmail\": \"jo@example.com\"");
        database.sql("update opportunity set key_version = 7, email_key = 'old' where id = ?").param(source).update();
        merge(target, source);
        assertThat(keyVersion(target)).isZero();
        database.sql("update opportunity set key_version = 7, email_key = 'new' where id = ?").param(target).update();

        TestResponse unmerged = unmerge(target, source);

        assertThat(unmerged.json().get("changedSince")).isEmpty();
        assertThat(member(target, "primaryEmail").isNull()).isTrue();
        assertThat(keyVersion(target)).isZero();
    }

    @Test
    void aMergeThatIsUndoneFirstLeavesNothingToALaterOne() {
        long target = post("");
        long first = post("\"description\": \"X\"");
        long second = post("\"description\": \"Z\"");
        merge(target, first);
        merge(target, second, "\"description\": " + second);

        assertThat(unmerge(target, first).json().at("/changedSince/0/members").toString()).isEqualTo("[\"description\"]");
        assertThat(member(target, "description").stringValue()).isEqualTo("Z");
        assertThat(unmerge(target, second).json().get("changedSince")).isEmpty();
        assertThat(member(target, "description").isNull()).isTrue();
    }

    @Test
    void anExternalIdOfAMergedRecordIsFreeWhileItsTargetIsArchived() {
        long target = post("\"externalId\": \"Y\"");
        merge(target, post("\"externalId\": \"X\""));
        company.delete("/opportunities/" + target);

        TestResponse previewed = company.post("/opportunities?match_by=externalId&dry_run=true",
                Opportunities.body("\"externalId\": \"X\""));
        TestResponse created = company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"X\""));

        assertThat(previewed.status()).as(previewed.body()).isLessThan(300);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(company.patch("/opportunities/" + target, "{\"isActive\": true}").status()).isEqualTo(409);
        company.patch("/opportunities/" + created.id(), "{\"externalId\": null}");
        assertThat(company.patch("/opportunities/" + target, "{\"isActive\": true}").status()).isEqualTo(200);
        assertThat(company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"X\"")).id())
                .isEqualTo(target);
    }

    private int keyVersion(long id) {
        return database.sql("select key_version from opportunity where id = ?").param(id).query(Integer.class).single();
    }

    private long contactWithManyEmails(int number) {
        return company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [%s]}".formatted(IntStream.range(0, 50)
                .mapToObj(i -> "\"c%d-%d@example.com\"".formatted(number, i)).collect(Collectors.joining(", ")))).id();
    }
}
