package io.opportunities.tenancy;

import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.FilledCompany;
import io.opportunities.support.Service;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two companies with rows in every table, and SQL as the role of the service. */
abstract class TwoFilledCompanies {
    static final String TABLES = """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname
            """;

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner owner;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionOperations transactions;

    List<String> tables;
    FilledCompany theirs;
    FilledCompany ours;
    long theirId;
    long ourId;

    @BeforeAll
    void twoCompaniesWithRowsInEveryTable() {
        tables = texts(TABLES);
        theirs = FilledCompany.of(service.newCompany(), 1);
        ours = FilledCompany.of(service.newCompany(), 1);
        theirId = companyOf(theirs);
        ourId = companyOf(ours);
        owner.sql(
                "insert into webhook_backlog select company_id, id, 'opportunity', 1, 1, 1, now(), now() from webhook on conflict do nothing")
                .update();
        owner.sql(
                "insert into record_merge (company_id, record_type, source_id, target_id, undo) select company_id, 'contact', 1, 2, '{}' from company"
                        + " on conflict do nothing")
                .update();
        owner.sql(
                "insert into import_row (company_id, import_id, line, start) select company_id, id, 2, 9 from import on conflict do nothing")
                .update();
        owner.sql("insert into import_turn select company_id, now() from company on conflict do nothing").update();
        owner.sql("insert into import_key select company_id, id, 1, 2 from import on conflict do nothing").update();
        owner.sql("insert into import_group_row select company_id, id, 2, 2, 9 from import on conflict do nothing").update();
        owner.sql("insert into import_mapping select company_id, 'shape', '{}', now() from company on conflict do nothing").update();
        owner.sql("insert into dismissed_pair select company_id, 'contact', 1, 2 from company on conflict do nothing").update();
        owner.sql("insert into duplicate_group select company_id, 'contact', 1, 'dana', 2 from company on conflict do nothing").update();
        owner.sql("insert into webhook_replay (company_id, webhook_id, position, last) select company_id, id, 1, 2 from webhook").update();
        owner.sql(
                """
                        insert into webhook_delivery (company_id, webhook_id, sequence, trigger_key, record_type, record_id, status, attempts,
                                first_at, last_at, latency)
                        select company_id, id, 1, 'REQUEST_CREATED', 'opportunity', 1, 'DELIVERED', 1, now(), now(), 5 from webhook on conflict do nothing""")
                .update();
    }

    List<String> texts(String question, Object... parameters) {
        return owner.sql(question).params(parameters).query(String.class).list().stream().map(String::valueOf).toList();
    }

    static long companyOf(FilledCompany company) {
        return company.client().get("/contacts").json().get(0).get("companyId").asLong();
    }

    /** Runs as the service's role, in a transaction of the company, and rolls back. */
    <T> T as(long company, Supplier<T> action) {
        return Objects.requireNonNull(transactions.execute(status -> {
            status.setRollbackOnly();
            database.sql("select catalog_version from enter_company(?, 0, now())").param(company).query().singleRow();
            return action.get();
        }));
    }
}
