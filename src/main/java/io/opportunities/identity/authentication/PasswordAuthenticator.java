package io.opportunities.identity.authentication;

import io.opportunities.identity.ClientAddress;
import io.opportunities.web.error.ApiException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks passwords, within the limits. An unknown e-mail costs the same hash as a wrong password. */
@Component
public final class PasswordAuthenticator {

    private final AuthenticationThrottle failures;
    private final AuthenticationManager passwords;

    PasswordAuthenticator(AuthenticationThrottle failures, UserDetailsService users, PasswordEncoder encoder) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        this.failures = failures;
        this.passwords = new ProviderManager(provider);
    }

    /**
     * @param given e-mail and password, with the details of the request
     * @throws AuthenticationServiceException caused by the {@link ApiException} for the response, if there is one
     */
    public Authentication authenticate(Authentication given) {
        String address = given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        try {
            return failures.login(given.getName(), ClientAddress.of(String.valueOf(address)), () -> passwords.authenticate(given));
        } catch (ApiException refusal) {
            throw new AuthenticationServiceException("not checked", refusal);
        }
    }
}
