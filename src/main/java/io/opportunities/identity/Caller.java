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
 * The authenticated party of a call.
 *
 * @param companyId the company whose rows it may read and change; no others
 * @param userId of that company
 * @param keyId the API key of the call, 0 for the service itself
 */
public record Caller(long companyId, long userId, long keyId, Role role, ApiKeyScope scope) {

    /** Returns the service as a caller, on behalf of a user of a company, such as for the first start. */
    public static Caller service(long companyId, long userId) {
        return new Caller(companyId, userId, 0, Role.ADMIN, ApiKeyScope.FULL);
    }

    /** @throws IllegalStateException without an authenticated caller */
    public static Caller current() {
        return find().orElseThrow(() -> new IllegalStateException("there is no caller"));
    }

    public static Optional<Caller> find() {
        return switch (SecurityContextHolder.getContext().getAuthentication()) {
            case CallerAuthentication known -> Optional.of(known.caller);
            case Authentication other when other.getPrincipal() instanceof UserPrincipal user -> Optional.of(user.caller());
            case null, default -> Optional.empty();
        };
    }

    /** Sets this as the current caller of the thread. */
    public void enter() {
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication()));
    }

    public Caller withRole(Role other) {
        return new Caller(companyId, userId, keyId, other, scope);
    }

    /** Runs the action as this caller, then restores the current one. */
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
