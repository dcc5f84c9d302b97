package io.opportunities.company;

import io.opportunities.common.ApiException;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.ErrorBody;
import io.opportunities.common.ErrorCode;
import io.opportunities.common.RequestIdFilter;
import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.company.CompanyService.Made;
import io.opportunities.company.CompanyService.NewCompany;
import io.opportunities.identity.Token;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** Lets the operator, on the management port alone, make companies and see how much each has. */
@Component
@Endpoint(id = "companies")
class CompaniesEndpoint {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EMAIL = 254;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int PASSWORD_BYTES = 72;

    private final CompanyService companies;
    private final Validator validator;

    CompaniesEndpoint(CompanyService companies, Validator validator) {
        this.companies = companies;
        this.validator = validator;
    }

    /** The answer to the making of a company; the token is shown this once. */
    record Created(long companyId, long userId, String token) {

        @Override
        public String toString() {
            return "Created[" + companyId + "]";
        }
    }

    @ReadOperation
    List<CompanyRepository.Counts> list() {
        return companies.list();
    }

    @WriteOperation
    WebEndpointResponse<Object> make(@Nullable String name, @Nullable String adminEmail, @Nullable String adminPassword) {
        Token token = Token.random();
        try {
            Made made = companies.make(checked(name, adminEmail, adminPassword, token));
            return new WebEndpointResponse<>(new Created(made.companyId(), made.userId(), token.reveal()), 201);
        } catch (ApiException refusal) {
            // all that can be taken is the e-mail, which a user calls otherwise
            ApiException told = refusal.code() == ErrorCode.CONFLICT
                    ? ApiException.taken("adminEmail", String.valueOf(adminEmail))
                    : refusal;
            return new WebEndpointResponse<>(ErrorBody.of(told, MDC.get(RequestIdFilter.LOGGED)), told.code().status().value());
        }
    }

    private NewCompany checked(@Nullable String name, @Nullable String email, @Nullable String password, Token token) {
        Violations violations = new Violations();
        String title = name == null ? "" : Text.trim(name);
        if (title.isEmpty() || Text.length(title) > LONGEST_NAME || !Text.isStorable(title)) {
            violations.add("name", Code.REQUIRED, "must have 1 to %d characters; was %s".formatted(LONGEST_NAME, Text.quote(title)));
        }
        String address = email == null ? "" : Text.trim(email);
        if (address.length() > LONGEST_EMAIL || !EmailAddress.isValid(address, validator) || !Text.isStorable(address)) {
            violations.add("adminEmail", Code.INVALID_FORMAT, "must be an e-mail address; was " + Text.quote(address));
        }
        String secret = password == null ? "" : password;
        if (secret.length() < SHORTEST_PASSWORD || secret.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES) {
            violations.add("adminPassword", Code.OUT_OF_RANGE,
                    "must have at least %d characters and at most %d bytes in UTF-8".formatted(SHORTEST_PASSWORD, PASSWORD_BYTES));
        }
        violations.rejectIfAny();
        return new NewCompany(title, address, secret, Optional.of(token));
    }
}
