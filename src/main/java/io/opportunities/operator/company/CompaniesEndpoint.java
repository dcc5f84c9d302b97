package io.opportunities.operator.company;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.Text;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.operator.company.CompanyService.CreatedCompany;
import io.opportunities.operator.company.CompanyService.NewCompany;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorBody;
import io.opportunities.web.error.ErrorCode;
import io.opportunities.web.error.RequestIdFilter;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
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

/** Creates and lists companies for the operator, on the management port only. */
@Component
@Endpoint(id = "companies")
class CompaniesEndpoint {

    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int PASSWORD_BYTES = 72;

    private final CompanyService companies;
    private final Validator validator;

    CompaniesEndpoint(CompanyService companies, Validator validator) {
        this.companies = companies;
        this.validator = validator;
    }

    /** The response to the creation of a company; the token appears in this response only. */
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
    WebEndpointResponse<Object> create(@Nullable String name, @Nullable String adminEmail, @Nullable String adminPassword) {
        ApiKeyToken token = ApiKeyToken.random();
        try {
            CreatedCompany created = companies.create(checked(name, adminEmail, adminPassword, token));
            return new WebEndpointResponse<>(new Created(created.companyId(), created.userId(), token.reveal()), 201);
        } catch (ApiException refusal) {
            // the only value that can be taken is the e-mail, whose member has another name in a user
            ApiException reported = refusal.code() == ErrorCode.CONFLICT
                    ? ApiException.taken("adminEmail", String.valueOf(adminEmail))
                    : refusal;
            return new WebEndpointResponse<>(ErrorBody.of(reported, MDC.get(RequestIdFilter.LOGGED)), reported.code().status().value());
        }
    }

    private NewCompany checked(@Nullable String name, @Nullable String email, @Nullable String password, ApiKeyToken token) {
        Violations violations = new Violations();
        String title = name == null ? "" : Text.trim(name);
        if (title.isEmpty() || Text.length(title) > MAX_NAME_LENGTH || !Text.isStorable(title)) {
            violations.add("name", Code.REQUIRED, "must have 1 to %d characters; was %s".formatted(MAX_NAME_LENGTH, Text.quote(title)));
        }
        String address = email == null ? "" : Text.trim(email);
        if (address.length() > MAX_EMAIL_LENGTH || !EmailAddress.isValid(address, validator) || !Text.isStorable(address)) {
            violations.add("adminEmail", Code.INVALID_FORMAT, "must be an e-mail address; was " + Text.quote(address));
        }
        String secret = password == null ? "" : password;
        if (secret.length() < MIN_PASSWORD_LENGTH || secret.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES) {
            violations.add("adminPassword", Code.OUT_OF_RANGE,
                    "must have at least %d characters and at most %d bytes in UTF-8".formatted(MIN_PASSWORD_LENGTH, PASSWORD_BYTES));
        }
        violations.rejectIfAny();
        return new NewCompany(title, address, secret, Optional.of(token));
    }
}
