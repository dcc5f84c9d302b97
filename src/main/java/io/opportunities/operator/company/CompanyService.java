package io.opportunities.operator.company;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.Role;
import io.opportunities.identity.apikey.ApiKeyDraft;
import io.opportunities.identity.apikey.ApiKeyService;
import io.opportunities.identity.user.UserDraft;
import io.opportunities.identity.user.UserService;
import io.opportunities.web.error.ApiException;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates companies, each with its first admin and API key. */
@Service
class CompanyService {

    private final CompanyRepository companies;
    private final UserService users;
    private final ApiKeyService keys;
    private final EntityManager database;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    CompanyService(CompanyRepository companies, UserService users, ApiKeyService keys, EntityManager database,
            PlatformTransactionManager transactions, InstantSource time) {
        this.companies = companies;
        this.users = users;
        this.keys = keys;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.time = time;
    }

    /** The initial data of a company; without a token it has no API key yet. */
    record NewCompany(String name, String adminEmail, String adminPassword, Optional<ApiKeyToken> token) {

        @Override
        public String toString() {
            return "NewCompany[" + name + "]";
        }
    }

    /** The ids of a new company. */
    record CreatedCompany(long companyId, long userId) {}

    /** @throws ApiException 409 if the e-mail belongs to a user; then no company is created */
    CreatedCompany create(NewCompany wanted) {
        return create(wanted, admin -> {});
    }

    /** @param fill adds the initial data of the company, as the admin and in the same transaction */
    CreatedCompany create(NewCompany wanted, Consumer<Caller> fill) {
        long companyId = companies.nextId();
        // a session belongs to one company, so the transaction begins after the company is known
        return Caller.service(companyId, 0).run(() -> Objects.requireNonNull(transaction.execute(status -> {
            database.persist(new Company(companyId, wanted.name(), time.instant()));
            database.flush();
            long userId = users.create(new UserDraft(wanted.adminEmail(), null, null, null, Role.ADMIN, wanted.adminPassword(), true));
            Caller admin = Caller.service(companyId, userId);
            admin.run(() -> {
                wanted.token().ifPresent(token -> keys.create(ApiKeyDraft.full("First key"), token));
                fill.accept(admin);
                return userId;
            });
            return new CreatedCompany(companyId, userId);
        })));
    }

    /** Creates the first company, also when many replicas call it at once. Returns whether it was created now. */
    boolean createFirst(NewCompany wanted, Consumer<Caller> fill) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            companies.lockFirstStart();
            boolean empty = !companies.hasCompany();
            if (empty) {
                create(wanted, fill);
            }
            return empty;
        }));
    }

    List<CompanyRepository.Counts> list() {
        return companies.counts();
    }
}
