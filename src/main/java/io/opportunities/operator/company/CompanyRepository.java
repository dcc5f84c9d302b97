package io.opportunities.operator.company;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Queries across companies for the operator, unavailable to callers with an API key. */
interface CompanyRepository extends Repository<Company, Long> {

    @Query(value = "select nextval('company_seq')", nativeQuery = true)
    long nextId();

    /** Serialises replicas that start at once on an empty database, until the transaction ends. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('first start', 0))", nativeQuery = true)
    int lockFirstStart();

    @Query(value = "select has_company()", nativeQuery = true)
    boolean hasCompany();

    @Query(value = "select id, name, created_at as createdAt, users, opportunities, contacts, accounts from company_counts()", nativeQuery = true)
    List<Counts> counts();

    /** A company and its numbers of records. */
    interface Counts {

        long getId();

        String getName();

        Instant getCreatedAt();

        long getUsers();

        long getOpportunities();

        long getContacts();

        long getAccounts();
    }
}
