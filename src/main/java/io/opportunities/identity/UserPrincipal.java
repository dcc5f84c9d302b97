package io.opportunities.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** A user authenticated by password, which permits the creation of an API key only. */
public final class UserPrincipal extends User {

    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    public UserPrincipal(Caller caller, String passwordHash) {
        super(String.valueOf(caller.userId()), passwordHash, AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
