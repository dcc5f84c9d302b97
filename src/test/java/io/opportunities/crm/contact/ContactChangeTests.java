package io.opportunities.crm.contact;

import static io.opportunities.support.Keys.RULES;
import static io.opportunities.web.json.PatchField.absent;
import static io.opportunities.web.json.PatchField.cleared;
import static io.opportunities.web.json.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.contact.body.ContactDraft;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.web.json.PatchField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("citus")
class ContactChangeTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ContactPoint EMAIL = ContactPoint.email("dana@example.com", RULES);
    private static final ContactPoint PHONE = new ContactPoint("615 555 0134", "+16155550134");

    private final Contact dana = new Contact(draft(given("Dana"), given("Owner"), given(List.of(EMAIL))), 7, NOON);

    @Test
    void anEqualDraftChangesNothing() {
        assertThat(dana.change(draft(given("Dana"), given("Owner"), given(List.of(EMAIL))), NOON.plusSeconds(5))).isFalse();
        assertThat(dana.updatedAt()).isEqualTo(NOON);
    }

    @Test
    void absentMembersStay() {
        assertThat(dana.change(draft(given("Dana Cole"), absent(), absent()), NOON)).isTrue();
        assertThat(dana.members()).isEqualTo(Map.of("name", "Dana Cole", "title", "Owner", "emails", List.of("dana@example.com")));
    }

    @Test
    void nullClearsMembers() {
        dana.change(draft(absent(), cleared(), cleared()), NOON);

        assertThat(dana.members()).isEqualTo(Map.of("name", "Dana"));
    }

    @Test
    void aChangeIsAlwaysLaterThanTheOneBefore() {
        dana.change(draft(given("Dana Cole"), absent(), absent()), NOON.minusSeconds(5));

        assertThat(dana.updatedAt()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void aNewValueIsAddedAtTheEnd() {
        assertThat(dana.add(ContactPoint.email("jo@example.com", RULES), PHONE, null, NOON))
                .isEqualTo(Map.of("emails[1]", "jo@example.com", "phones[0]", "615 555 0134"));
        assertThat(dana.members()).containsEntry("emails", List.of("dana@example.com", "jo@example.com"));
    }

    @Test
    void anotherSpellingOfAValueIsNotAdded() {
        assertThat(dana.add(ContactPoint.email("DANA@example.com", RULES), null, null, NOON.plusSeconds(5))).isEmpty();
        assertThat(dana.updatedAt()).isEqualTo(NOON);
    }

    @Test
    void aContactHasAtMost50Emails() {
        IntStream.range(1, 50).forEach(i -> dana.add(ContactPoint.email(i + "@example.com", RULES), null, null, NOON));

        assertThat(dana.add(ContactPoint.email("51@example.com", RULES), PHONE, null, NOON)).containsOnlyKeys("phones[0]");
        assertThat(dana.lockNames()).hasSize(51).doesNotContain("primaryEmail:51@example.com");
    }

    @Test
    void aNewAccountIsAChange() {
        assertThat(dana.add(null, null, 9L, NOON)).isEqualTo(Map.of("accountIds", List.of(9L)));
        assertThat(dana.updatedAt()).isAfter(NOON);
    }

    @Test
    void aContactWithoutANameIsCalledByItsEmailOrElseItsPhone() {
        assertThat(ContactDraft.of(new ContactPoints(EMAIL, PHONE)).name()).isEqualTo(given("dana@example.com"));
        assertThat(ContactDraft.of(new ContactPoints(null, PHONE)).name()).isEqualTo(given("615 555 0134"));
    }

    private static ContactDraft draft(PatchField<String> name, PatchField<String> title, PatchField<List<ContactPoint>> emails) {
        return new ContactDraft(name, title, emails, absent(), absent());
    }
}
