package io.opportunities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

class CallerTests {

    private static final Caller DANA = new Caller(1, 7, 70, Role.MEMBER, ApiKeyScope.READ);
    private static final Caller JO = new Caller(2, 8, 80, Role.ADMIN, ApiKeyScope.FULL);

    @BeforeEach
    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void withoutAuthenticationThereIsNoCaller() {
        assertThat(Caller.find()).isEmpty();
        assertThatIllegalStateException().isThrownBy(Caller::current);
    }

    @Test
    void anEnteredCallerIsTheCurrentOne() {
        DANA.enter();

        assertThat(Caller.current()).isEqualTo(DANA);
    }

    @Test
    void anActionRunsAsItsCallerAndRestoresTheOneBefore() {
        DANA.enter();

        assertThat(JO.run(Caller::current)).isEqualTo(JO);
        assertThat(Caller.current()).isEqualTo(DANA);
    }

    @Test
    void anActionThatFailsRestoresTheCallerBefore() {
        DANA.enter();

        assertThatThrownBy(() -> JO.run(() -> {
            throw new IllegalStateException("failed");
        })).hasMessage("failed");

        assertThat(Caller.current()).isEqualTo(DANA);
    }

    @Test
    void theAuthoritiesAreTheRoleAndTheScope() {
        assertThat(DANA.authentication().getAuthorities()).extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("ROLE_MEMBER", "SCOPE_read");
    }

    @Test
    void theServiceActsAsAnAdminWithoutAKey() {
        assertThat(Caller.service(1, 7)).isEqualTo(new Caller(1, 7, 0, Role.ADMIN, ApiKeyScope.FULL));
    }

    @Test
    void onlyAnAdminIsOne() {
        assertThat(DANA.isAdmin()).isFalse();
        assertThat(DANA.withRole(Role.ADMIN).isAdmin()).isTrue();
    }

    @Test
    void aUserByPasswordIsACallerToo() {
        UserPrincipal user = new UserPrincipal(DANA, "hash");
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user, null,
                        user.getAuthorities()));

        assertThat(Caller.find()).contains(DANA);
    }
}
