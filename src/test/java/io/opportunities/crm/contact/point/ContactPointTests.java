package io.opportunities.crm.contact.point;

import static io.opportunities.support.Keys.RULES;
import static io.opportunities.web.json.PatchField.absent;
import static io.opportunities.web.json.PatchField.cleared;
import static io.opportunities.web.json.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContactPointTests {

    private static final ContactPoint EMAIL = ContactPoint.email("Jo@Example.com", RULES);
    private static final ContactPoint PHONE = new ContactPoint("615 555 0134", "+16155550134");

    private final Violations violations = new Violations();

    @Test
    void anEmailStaysAsItWasSentBesideItsKey() {
        assertThat(EMAIL).isEqualTo(new ContactPoint("Jo@Example.com", "jo@example.com"));
    }

    @Test
    void aLongKeyBecomesADigest() {
        assertThat(new ContactPoint("a", "a".repeat(301)).key()).startsWith("sha256:");
    }

    @Test
    void aPhoneStaysAsItWasSentBesideItsKey() {
        assertThat(ContactPoint.phone("primaryPhone", given("615 555 0134"), RULES, violations)).isEqualTo(given(PHONE));
    }

    @Test
    void aPhoneWithoutDigitsIsAViolation() {
        assertThat(ContactPoint.phone("primaryPhone", "call me", RULES, violations).key()).isEmpty();
        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("primaryPhone must have at least three digits; was \"call me\"");
    }

    @Test
    void contactsAreIdsAlsoAsTexts() {
        assertThat(contactIds("[7, \"8\"]")).isEqualTo(given(List.of(7L, 8L)));
    }

    @Test
    void aContactToCreateIsRejectedWithTheWayToDoIt() {
        contactIds("[7, {\"name\": \"Dana\"}]");

        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("contacts[1] must be the id of a contact: create it first with POST /contacts; was an object");
    }

    @Test
    void theContactsAfterAnInvalidOneKeepTheirPlaces() {
        assertThat(contactIds("[\"x\", 8]").or(List.of())).hasSize(2).last().isEqualTo(8L);
    }

    @Test
    void aValueWithoutAKeyNamesNobody() {
        ContactPoints points = ContactPoints.of("Jo@Example.com", "jo@example.com", "000-000-0000", null);

        assertThat(points).isEqualTo(new ContactPoints(EMAIL, new ContactPoint("000-000-0000", "")));
        assertThat(points.naming()).isEqualTo(new ContactPoints(EMAIL, null));
        assertThat(points.namesNobody()).isFalse();
        assertThat(ContactPoints.of(null, null, "000-000-0000", null).namesNobody()).isTrue();
    }

    @Test
    void withoutAValueThereIsNoContactPoint() {
        assertThat(ContactPoints.of(null, "jo@example.com", null, null)).isEqualTo(new ContactPoints(null, null));
    }

    @Test
    void valuesThatTheRecordHasAfterARequestAreSupplied() {
        assertThat(ContactPoints.supplied(given(EMAIL), given(PHONE), new ContactPoints(EMAIL, PHONE)))
                .isEqualTo(new ContactPoints(EMAIL, PHONE));
    }

    @Test
    void valuesThatTheStrategyDidNotTakeAreNotSupplied() {
        ContactPoints record = new ContactPoints(ContactPoint.email("other@example.com", RULES), null);

        assertThat(ContactPoints.supplied(given(EMAIL), given(PHONE), record)).isEqualTo(new ContactPoints(null, null));
    }

    @Test
    void valuesThatTheRequestOmitsAreNotSupplied() {
        assertThat(ContactPoints.supplied(absent(), cleared(), new ContactPoints(EMAIL, PHONE))).isEqualTo(new ContactPoints(null, null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {"Jo@Example.com, 615 555 0134, false", "jo@example.com, 615 555 0134, true",
            "Jo@Example.com, null, true", "null, 615 555 0134, true"})
    void aValueDiffersByItsText(@Nullable String email, @Nullable String phone, boolean differ) {
        assertThat(new ContactPoints(EMAIL, PHONE).differ(email, phone)).isEqualTo(differ);
    }

    @Test
    void aRemovedValueDoesNotDiffer() {
        assertThat(new ContactPoints(null, null).differ("jo@example.com", "911")).isFalse();
    }

    @Test
    void contactsAndRecordsShareTheLocksOfTheirKeys() {
        assertThat(ContactPoints.lockNames(List.of(EMAIL), List.of(PHONE)))
                .containsExactly("primaryEmail:jo@example.com", "primaryPhone:+16155550134");
        assertThat(new ContactPoints(EMAIL, PHONE).emailLock()).isEqualTo("primaryEmail:jo@example.com");
    }

    @Test
    void anEmptyKeyHasNoLockAndMatchesNothing() {
        assertThat(ContactPoints.lockNamesOfKeys(List.of(""), List.of(""))).isEmpty();
        assertThat(ContactPoints.key(new ContactPoint("call me", ""))).isNull();
    }

    private PatchField<List<Long>> contactIds(String json) {
        List<JsonNode> items = JsonMapper.shared().readTree(json).valueStream().toList();
        return ContactPoint.contactIds(given(items), violations);
    }
}
