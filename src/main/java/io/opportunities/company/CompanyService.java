package io.opportunities.company;

import io.opportunities.apikey.ApiKeyDraft;
import io.opportunities.apikey.ApiKeyService;
import io.opportunities.common.ApiException;
import io.opportunities.identity.Caller;
import io.opportunities.identity.Role;
import io.opportunities.identity.Token;
import io.opportunities.user.UserDraft;
import io.opportunities.user.UserService;
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

/** Makes companies, each with its first admin and API key. */
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

    /** What a company starts with; without a token it has no API key yet. */
    record NewCompany(String name, String adminEmail, String adminPassword, Optional<Token> token) {

        @Override
        public String toString() {
            return "NewCompany[" + name + "]";
        }
    }

    /** The ids of a company that was just made. */
    record Made(long companyId, long userId) {}

    /** @throws ApiException 409 where the e-mail belongs to a user already; then nothing is made */
    Made make(NewCompany wanted) {
        return make(wanted, admin -> {});
    }

    /** @param fill does, as the admin and in the same transaction, what belongs to the new company */
    Made make(NewCompany wanted, Consumer<Caller> fill) {
        long companyId = companies.nextId();
        // a session belongs to one company, so the transaction begins when it is known which
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
            return new Made(companyId, userId);
        })));
    }

    /** Makes the very first company, on however many replicas this is called at once; whether it was made now. */
    boolean makeFirst(NewCompany wanted, Consumer<Caller> fill) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            companies.holdFirstStart();
            boolean empty = !companies.hasCompany();
            if (empty) {
                make(wanted, fill);
            }
            return empty;
        }));
    }

    List<CompanyRepository.Counts> list() {
        return companies.counts();
    }
}
