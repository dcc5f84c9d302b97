package io.opportunities.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Who a call acts for.
 *
 * @param companyId whose rows it may see and change; no others
 * @param userId of that company
 * @param keyId the API key that came, 0 for the service itself
 */
public record Caller(long companyId, long userId, long keyId, Role role, KeyScope scope) {

    /** The service acting in a company on behalf of one of its users, such as for the first start. */
    public static Caller service(long companyId, long userId) {
        return new Caller(companyId, userId, 0, Role.ADMIN, KeyScope.FULL);
    }

    /** @throws IllegalStateException where nobody is authenticated */
    public static Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is calling"));
    }

    static Optional<Caller> find() {
        return switch (SecurityContextHolder.getContext().getAuthentication()) {
            case CallerAuthentication known -> Optional.of(known.caller);
            case Authentication other when other.getPrincipal() instanceof LoggedIn user -> Optional.of(user.caller());
            case null, default -> Optional.empty();
        };
    }

    /** From here on, this is who is calling. */
    void enter() {
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication()));
    }

    Caller withRole(Role other) {
        return new Caller(companyId, userId, keyId, other, scope);
    }

    /** Runs the action as this caller, whoever is calling now. */
    public <T> T run(Supplier<T> action) {
        SecurityContext before = SecurityContextHolder.getContext();
        enter();
        try {
            return action.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    Authentication authentication() {
        return new CallerAuthentication(this);
    }

    private static final class CallerAuthentication extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1;

        private final transient Caller caller;

        private CallerAuthentication(Caller caller) {
            super(authorities(caller));
            this.caller = caller;
            setAuthenticated(true);
        }

        private static Collection<GrantedAuthority> authorities(Caller caller) {
            return List.of(new SimpleGrantedAuthority("ROLE_" + caller.role),
                    new SimpleGrantedAuthority("SCOPE_" + caller.scope.wireName()));
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return caller.userId;
        }
    }
}
