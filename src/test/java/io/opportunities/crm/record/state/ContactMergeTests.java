package io.opportunities.crm.record.state;

import static io.opportunities.support.Keys.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.json.PatchField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contact of a record after a merge. */
class ContactMergeTests extends MergedRecord {

    @Test
    void aNewEmailLooksForItsContact() {
        CommonState after = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);

        assertThat(lookedUp).containsExactly(new ContactPoints(ContactPoint.email("dana@example.com", RULES), null));
        assertThat(after.contacts()).containsExactly(7L, 1L, 2L);
        assertThat(after.matchKeys().emailKey()).isEqualTo("dana@example.com");
    }

    @Test
    void aFoundContactOfTheRecordMovesToTheFront() {
        CommonState before = record().withContacts(List.of(1L, 7L, 2L));

        assertThat(onto(before, emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE).contacts()).containsExactly(7L, 1L, 2L);
    }

    @Test
    void theSameEmailLooksForNoContact() {
        CommonState before = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);
        lookedUp.clear();

        assertThat(onto(before, emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE)).isEqualTo(before);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void anEmailThatEnrichDoesNotTakeLooksForNoContact() {
        CommonState before = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);
        lookedUp.clear();

        onto(before, emailed("lee@example.com"), Map.of(), MatchFoundStrategy.ENRICH);

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aContactThatDoesNotExistYetIsNoContactOfThePreview() {
        RecordMerge merge = new RecordMerge(new Request(emailed("dana@example.com")), Map.of(), MatchFoundStrategy.REPLACE);
        CommonState before = record();

        Merged<CommonState> after = merge.onto(before, merge.details(before.details()),
                (record, supplied, ids) -> new ContactMatch(ContactMatch.Outcome.CREATED, null, null));

        assertThat(after.contact().outcome()).isEqualTo(ContactMatch.Outcome.CREATED);
        assertThat(after.state().contacts()).containsExactly(1L, 2L);
    }

    private static RecordDraft emailed(String email) {
        return new RecordDraft(EMPTY.title(), EMPTY.address(), EMPTY.description(), PatchField.given(ContactPoint.email(email, RULES)),
                EMPTY.phone(), EMPTY.contactName(), EMPTY.external(), EMPTY.active(), EMPTY.contacts(), EMPTY.custom());
    }
}
