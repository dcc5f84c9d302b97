package io.opportunities.trials;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Contacts, accounts and an option that the records of a company share, and that two calls of a sweep both use.
 *
 * @param number replaces # in every name, e-mail and phone number
 * @param since start of their creation
 */
record SharedRecords(Client company, int number, String since, Map<String, Long> ids) {

    private static final int FIRST = 200;
    private static final int MANY = 60;

    /** Every row of theirs that a call may change, without ids, times and numbers. */
    private static final String STATE = """
            with company as (select company_id from opportunity where id = :one),
                 contacts as (select c.* from contact c, company where c.company_id = company.company_id and c.created_at >= :since::timestamptz
                                  and c.removed_at is null),
                 accounts as (select a.* from account a, company where a.company_id = company.company_id and a.created_at >= :since::timestamptz),
                 records as (select o.* from opportunity o, company where o.company_id = company.company_id and o.created_at >= :since::timestamptz)
            select concat_ws(' ', 'contact', name, 'v' || version, emails, phones) from contacts
            union all
            select concat_ws(' ', 'account', a.title, 'v' || a.version, a.is_active, a.primary_email, a.email_key, a.phone_key, 'primary', c.name)
              from accounts a left join contacts c on c.id = a.primary_contact_id
            union all
            select concat_ws(' ', 'link', a.title, c.name)
              from account_contact l join accounts a on a.id = l.account_id join contacts c on c.id = l.contact_id
            union all
            select concat_ws(' ', 'opportunity', o.title, 'v' || o.version, o.is_active, o.primary_email, o.email_key, o.primary_phone,
                             o.phone_key, o.custom, 'account', a.title, 'primary', c.name)
              from records o left join accounts a on a.id = o.account_id left join contacts c on c.id = o.primary_contact_id
            union all
            select concat_ws(' ', 'contact of', o.title, l.ordinal, c.name)
              from opportunity_contact l join records o on o.id = l.opportunity_id join contacts c on c.id = l.contact_id
            union all
            select concat_ws(' ', 'option', o.label)
              from property_option o join property p on p.id = o.property_id join company on company.company_id = p.company_id
             where p.key_name = :property
            union all
            select concat_ws(' ', 'change', h.record_type, coalesce(o.title, a.title, c.name, 'removed'), h.id, h.action,
                             case jsonb_typeof(h.changes)
                     when 'object' then (select array_agg(x order by x) from jsonb_object_keys(h.changes) x)
                     else (select array_agg(x ->> 'field' order by x ->> 'field') from jsonb_array_elements(h.changes) x) end)
              from change h join company on company.company_id = h.company_id
              left join records o on h.record_type = 'opportunity' and o.id = h.record_id
              left join accounts a on h.record_type = 'account' and a.id = h.record_id
              left join contacts c on h.record_type = 'contact' and c.id = h.record_id
             where h.at >= :since::timestamptz
            """;

    static SharedRecords in(Client company, int number, DatabaseOwner database) {
        String since = database.sql("select clock_timestamp()::text").query(String.class).single();
        SharedRecords made = new SharedRecords(company, FIRST + number, since, new TreeMap<>());
        made.make("/properties", "property", "{'recordType': 'opportunity', 'name': 'Roof #', 'type': 'DROPDOWN', 'options': ['Metal']}");
        made.make("/contacts", "Ann", "{'name': 'Ann #', 'emails': ['ann#@example.com'], 'phones': ['(615) #-0101']}");
        made.make("/contacts", "Bob", "{'name': 'Bob #', 'emails': ['bob#@example.com']}");
        made.make("/contacts", "Cid", "{'name': 'Cid #', 'phones': ['(615) #-0103']}");
        made.make("/accounts", "Alpha", "{'title': 'Alpha #', 'address': '1 Elm St #', 'contacts': [{Ann}, {Cid}]}");
        made.make("/accounts", "Beta", "{'title': 'Beta #', 'address': '2 Elm St #', 'contacts': [{Cid}]}");
        made.make("/opportunities", "One",
                "{'title': 'One #', 'address': '1 Oak St #', 'trades': ['x'], 'primaryEmail': 'ann#@example.com',"
                        + " 'contacts': [{Bob}], 'accountId': {Alpha}}");
        made.make("/opportunities", "Two", "{'title': 'Two #', 'address': '2 Oak St #', 'trades': ['x']}");
        return made;
    }

    static boolean isFull(int number) {
        return number >= MANY;
    }

    private void make(String path, String name, String body) {
        TestResponse answer = company.post(path, text(body));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        if (!name.equals("property")) {
            ids.put(name, answer.id());
        }
    }

    /** Returns JSON with double quotes, and ids of records in place of their names in braces. */
    String text(String template) {
        String text = template.replace('\'', '"').replace("#", String.valueOf(number));
        for (Map.Entry<String, Long> id : ids.entrySet()) {
            text = text.replace("{" + id.getKey() + "}", id.getValue().toString());
        }
        return text;
    }

    /** Locks the accounts and opportunities, as calls that change them do. */
    void lock(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            for (String kind : List.of("account", "opportunity")) {
                statement.execute("select from %s where id in (%s, %s) for no key update".formatted(kind,
                        ids.get(kind.equals("account") ? "Alpha" : "One"), ids.get(kind.equals("account") ? "Beta" : "Two")));
            }
        }
    }

    List<String> state(DatabaseOwner database) {
        finishRemovals(database);
        return database.sql(STATE).param("one", ids.get("One")).param("since", since).param("property", "roof_" + number)
                .query(String.class)
                .list().stream().map(line -> String.valueOf(line).replace(String.valueOf(number), "#")).sorted().toList();
    }

    /** Completes the removal of contacts, which records otherwise unlink in the background. */
    private static void finishRemovals(DatabaseOwner database) {
        while (database.sql(
                "select exists (select from contact c where c.removed_at is not null and c.merged_into_id is null and has_records(c.company_id, c.id))")
                .query(Boolean.class)
                .single()) {
            database.sql("select go_on_with_removals(clock_timestamp(), 500)").query(Integer.class).single();
        }
    }
}
