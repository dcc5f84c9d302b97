package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.field.FieldValues;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads what past versions of contacts are made of. */
interface ContactHistoryRepository extends Repository<Contact, Long> {

    @Query("select c from Contact c where c.id in :ids")
    List<Contact> findAll(Collection<Long> ids);

    @Query("select l from AccountContact l where l.contactId in :ids order by l.accountId")
    List<AccountContact> links(Collection<Long> ids);

    /** Reads contacts that were merged into others. */
    @NativeQuery("""
            select id, version, name, title, emails, phones from contact
             where company_id = :companyId and id = any(:ids) and merged_into_id is not null
            """)
    List<Merged> merged(long companyId, Long[] ids);

    /** Finds the creation of contacts, also of removed ones, in the changelog. */
    @NativeQuery("""
            select record_id as id, at, user_id from change
             where company_id = :companyId and record_type = 'contact' and record_id = any(:ids) and id = 1
            """)
    List<Creation> creations(long companyId, Long[] ids);

    @Query("select new io.opportunities.crm.contact.ContactHistoryRepository$Title(a.id, a.details.title) from Account a where a.id in :ids")
    List<Title> accountTitles(Collection<Long> ids);

    /** A contact that was merged into another one. */
    @SuppressWarnings("ArrayRecordComponent")
    record Merged(long id, int version, String name, @Nullable String title, String[] emails, String[] phones) {

        Map<String, Object> members() {
            return new FieldValues().put("name", name).put("title", title).put("emails", List.of(emails)).put("phones", List.of(phones))
                    .all();
        }
    }

    /** The time and author of a new contact. */
    record Creation(long id, Instant at, long userId) {}

    /** The title of an account. */
    record Title(long id, @Nullable String title) {}
}
