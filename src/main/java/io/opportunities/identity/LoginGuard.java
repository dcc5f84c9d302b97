package io.opportunities.identity;

import io.opportunities.common.ApiException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks passwords, within the limits; an e-mail that nobody has costs the same hash as a wrong password. */
@Component
final class LoginGuard {

    private final FailedAttempts failures;
    private final AuthenticationManager passwords;

    LoginGuard(FailedAttempts failures, UserDetailsService users, PasswordEncoder encoder) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        this.failures = failures;
        this.passwords = new ProviderManager(provider);
    }

    /**
     * @param given e-mail and password, with the details of the request
     * @throws AuthenticationServiceException caused by an {@link ApiException} where that is what is to be answered
     */
    Authentication authenticate(Authentication given) {
        String address = given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        try {
            return failures.login(given.getName(), ClientAddress.of(String.valueOf(address)), () -> passwords.authenticate(given));
        } catch (ApiException refusal) {
            throw new AuthenticationServiceException("not checked", refusal);
        }
    }
}
