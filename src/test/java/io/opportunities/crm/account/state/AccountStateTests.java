package io.opportunities.crm.account.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.record.state.CommonState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccountStateTests {

    @Test
    void thePrimaryContactIsFirstAndTheOthersAreInOrder() {
        assertThat(state(9, 5, 7, 1).common().contacts()).containsExactly(9L, 1L, 5L, 7L);
    }

    @Test
    void aContactIsListedOnce() {
        assertThat(state(9, 5, 9, 5).common().contacts()).containsExactly(9L, 5L);
    }

    @Test
    void statesWithTheSameContactsAreEqualInAnyOrderOfTheOthers() {
        assertThat(state(9, 5, 7)).isEqualTo(state(9, 7, 5)).isNotEqualTo(state(5, 9, 7));
    }

    @Test
    void theContactsBesidesAnotherStateAreThoseItLacks() {
        assertThat(state(9, 5, 7).contactsBesides(state(7, 1))).containsExactly(9L, 5L);
        assertThat(state(7, 1).contactsBesides(state(9, 5, 7))).containsExactly(1L);
    }

    @Test
    void anArchivedStateDiffersInItsActivityOnly() {
        AccountState archived = state(9, 5).archived();

        assertThat(archived.active()).isFalse();
        assertThat(archived.common().contacts()).containsExactly(9L, 5L);
    }

    @Test
    void emptyMembersAreNotListed() {
        assertThat(AccountState.NEW.members()).containsOnlyKeys("address", "isActive");
    }

    private static AccountState state(long... contacts) {
        return new AccountState(CommonState.NEW.withContacts(Arrays.stream(contacts).boxed().toList()), AccountType.RESIDENTIAL);
    }
}
