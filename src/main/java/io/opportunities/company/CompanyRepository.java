package io.opportunities.company;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The operator's view: across companies, for nobody who comes with an API key. */
interface CompanyRepository extends Repository<Company, Long> {

    @Query(value = "select nextval('company_seq')", nativeQuery = true)
    long nextId();

    /** Makes replicas that start at once on an empty database wait for each other, until the transaction ends. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('first start', 0))", nativeQuery = true)
    int holdFirstStart();

    @Query("select count(c) from Company c")
    long count();

    @Query(value = """
            select c.company_id as id, c.name, c.created_at as createdAt,
                   (select count(*) from app_user u where u.company_id = c.company_id) as users,
                   (select count(*) from opportunity o where o.company_id = c.company_id) as opportunities,
                   (select count(*) from contact p where p.company_id = c.company_id) as contacts,
                   (select count(*) from account a where a.company_id = c.company_id) as accounts
              from company c
             order by c.company_id
            """, nativeQuery = true)
    List<Counts> counts();

    /** A company and how much it has. */
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
