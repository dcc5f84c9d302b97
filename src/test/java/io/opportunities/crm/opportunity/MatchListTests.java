package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Several keys in {@code match_by}, and {@code match_window}. */
@Tag("citus")
@BothSpellings
class MatchListTests {

    private static final String EMAIL = "\"primaryEmail\": \"jo@example.com\"";
    private static final String PHONE = "\"primaryPhone\": \"+1 615 555 0134\"";
    private static final String REFERENCE = "\"externalId\": \"L-7\"";

    @Parameter
    String path;

    @Autowired
    private DatabaseOwner database;

    private final Client company;
    private long byEmail;
    private long byPhone;
    private long byReference;

    MatchListTests(Client company) {
        this.company = company;
    }

    @BeforeEach
    void aRecordForEachKey() {
        byEmail = company.post(path, Opportunities.body(EMAIL)).id();
        byPhone = company.post(path, Opportunities.body(PHONE)).id();
        byReference = company.post(path, Opportunities.body(REFERENCE)).id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "primaryEmail,primaryPhone            | primaryEmail",
            "primaryPhone,primaryEmail            | primaryPhone",
            "title,externalId,primaryPhone        | externalId",
            "address,title,primaryPhone           | primaryPhone",
            "primaryPhone,externalId,primaryEmail | primaryPhone"})
    void theFirstKeyThatFindsARecordDecides(String matchBy, String key) {
        String body = Opportunities.body(EMAIL, PHONE, REFERENCE);

        TestResponse matched = company.post(path + "?match_by=" + matchBy, body);
        TestResponse previewed = company.post(path + "?dry_run=true&match_by=" + matchBy, body);

        assertThat(matched.id()).isEqualTo(switch (key) {
            case "primaryEmail" -> byEmail;
            case "primaryPhone" -> byPhone;
            default -> byReference;
        });
        assertThat(matched.header("X-Match-By")).isEqualTo(key);
        assertThat(previewed.header("X-Match-By")).isEqualTo(key);
        assertThat(previewed.body()).isEqualTo(matched.body());
    }

    @Test
    void aKeyWithoutAValueIsPassedOver() {
        TestResponse matched = company.post(path + "?match_by=primaryEmail,primaryPhone&match_found_strategy=enrich",
                Opportunities.body("\"primaryEmail\": \"none@none.com\"", PHONE));

        assertThat(matched.id()).isEqualTo(byPhone);
        assertThat(matched.header("X-Match-By")).isEqualTo("primaryPhone");
    }

    @Test
    void aRecordThatNoneFindsIsCreated() {
        TestResponse created = company.post(path + "?match_by=title,address,primaryEmail",
                Opportunities.body("\"primaryEmail\": \"new@example.com\""));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("X-Match-By")).isNull();
    }

    @Test
    void aListTakesNoMoreStatementsThanOneKey() {
        TestResponse one = company.post(path + "?match_by=primaryEmail", Opportunities.body("\"primaryEmail\": \"one@example.com\""));
        TestResponse list = company.post(path + "?match_by=externalId,primaryEmail,primaryPhone,address,title",
                Opportunities.body("\"primaryEmail\": \"two@example.com\""));

        assertThat(list.status()).isEqualTo(201);
        assertThat(StatementCounter.of(list)).hasSameSizeAs(StatementCounter.of(one));
    }

    @Test
    void aRecordOlderThanTheWindowDoesNotMatch() {
        database.sql("alter table opportunity disable trigger opportunity_version_is_stamped").update();
        database.sql("update opportunity set updated_at = now() - interval '2 days' where id = :id").param("id", byEmail).update();
        database.sql("alter table opportunity enable trigger opportunity_version_is_stamped").update();

        TestResponse wide = company.post(path + "?match_by=primaryEmail&match_window=3d", Opportunities.body(EMAIL));
        TestResponse other = company.post(path + "?match_by=primaryEmail,primaryPhone&match_window=1d", Opportunities.body(EMAIL, PHONE));
        TestResponse narrow = company.post(path + "?match_by=primaryEmail&match_window=1d", Opportunities.body(EMAIL));
        TestResponse again = company.post(path + "?match_by=primaryEmail&match_window=1d", Opportunities.body(EMAIL));

        assertThat(wide.id()).isEqualTo(byEmail);
        assertThat(other.id()).isEqualTo(byPhone);
        assertThat(narrow.status()).isEqualTo(201);
        assertThat(again.id()).isEqualTo(narrow.id());
        assertThat(again.header("X-Match-Count")).isEqualTo("1");
    }

    @Test
    void everyFaultOfTheParametersIsNamedAtOnce() {
        TestResponse refused = company.post(path + "?match_by=title,mail&match_window=soon", Opportunities.body());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("match_by", "match_window");
    }
}
