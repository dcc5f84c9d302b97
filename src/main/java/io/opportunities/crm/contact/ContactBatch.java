package io.opportunities.crm.contact;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.match.ContactMatcher;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.identity.tenant.DrawnIds;
import io.opportunities.identity.tenant.RowInserter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Matches or creates the contacts of several records together, by the rules of {@link ContactService#matchOrCreate}: first {@link #wish} for
 * each record, then {@link #look} once, {@link #at} for each record, and {@link #store} once.
 */
public final class ContactBatch {

    private static final String SEQUENCE = "contact_id_seq";

    private final Tools tools;
    private final DrawnIds ids;
    private final Map<ContactWish, ContactRepository.Match> found = new HashMap<>();
    private final List<Contact> created = new ArrayList<>();
    private final Map<Contact, Long> accounts = new HashMap<>();

    private ContactBatch(Tools tools, DrawnIds ids) {
        this.tools = tools;
        this.ids = ids;
    }

    /** Begins batches. */
    @Component
    public static final class Tools {

        private final ContactFinder finder;
        private final RowInserter rows;
        private final Changelog changelog;

        Tools(ContactFinder finder, RowInserter rows, Changelog changelog) {
            this.finder = finder;
            this.rows = rows;
            this.changelog = changelog;
        }

        /** @param ids of new contacts, one for each record */
        public ContactBatch begin(DrawnIds ids) {
            return new ContactBatch(this, ids);
        }

        /** @param rehearsed whether the contacts will be rolled back */
        public DrawnIds ids(int records, boolean rehearsed) {
            return rows.ids(SEQUENCE, records, rehearsed);
        }
    }

    /** The contacts that one record asks for. */
    public static final class Wishes implements ContactMatcher {

        private final ContactBatch batch;
        private final List<ContactWish> all = new ArrayList<>();

        private Wishes(ContactBatch batch) {
            this.batch = batch;
        }

        /** Remembers what a record asks for, and finds nothing. */
        @Override
        public ContactMatch match(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {
            all.add(batch.tools.finder.wish(record, supplied, accountId, others));
            return ContactMatch.NONE;
        }

        /** Returns the names of the values that the contacts are found by, and those of the contacts. */
        public Set<String> reads() {
            return all.stream().flatMap(wish -> Stream.concat(names(wish.record()), contacts(wish))).collect(Collectors.toSet());
        }

        /** Returns the same names for contacts that are created or extended. */
        public Set<String> writes() {
            return all.stream().filter(this::changes).flatMap(wish -> Stream.concat(names(wish.record()), contacts(wish)))
                    .collect(Collectors.toSet());
        }

        private boolean changes(ContactWish wish) {
            ContactRepository.Match match = batch.of(wish);
            return match.contact().isEmpty() || wish.newEmail(match) != null || wish.newPhone(match) != null || wish.accountId() != null;
        }

        private Stream<String> contacts(ContactWish wish) {
            ContactRepository.Match match = batch.of(wish);
            return Stream.of(match.byEmail(), match.byPhone()).filter(Objects::nonNull).map(ContactBatch::name);
        }

        private static Stream<String> names(ContactPoints points) {
            List<String> names = new ArrayList<>();
            if (ContactPoints.key(points.email()) != null) {
                names.add(points.emailLock());
            }
            if (ContactPoints.key(points.phone()) != null) {
                names.add(points.phoneLock());
            }
            return names.stream();
        }
    }

    /** Returns the name of a contact among those of values. */
    public static String name(long contactId) {
        return "contact " + contactId;
    }

    private ContactRepository.Match of(ContactWish wish) {
        return Objects.requireNonNull(found.get(wish));
    }

    public Wishes wish() {
        return new Wishes(this);
    }

    /** Looks for the contacts of all wishes, with one statement. */
    public void look(Collection<Wishes> wishes) {
        List<ContactWish> all = wishes.stream().flatMap(each -> each.all.stream()).distinct().toList();
        List<ContactRepository.Match> matches = tools.finder.lookAll(all);
        for (int i = 0; i < all.size(); i++) {
            found.put(all.get(i), matches.get(i));
        }
    }

    /**
     * Returns the matcher for one record. It creates at most one contact.
     *
     * @param place of the record in the order of the ids
     */
    public ContactMatcher at(int place) {
        return (record, supplied, accountId, others) -> {
            ContactWish wish = tools.finder.wish(record, supplied, accountId, others);
            return withoutRehearsed(tools.finder.matched(wish, of(wish), absent -> created(absent, place)));
        };
    }

    /** A contact that will not be there belongs to no record. */
    private static ContactMatch withoutRehearsed(ContactMatch match) {
        Long id = match.id();
        Long other = match.conflictId();
        return new ContactMatch(match.outcome(), id != null && DrawnIds.isRehearsed(id) ? null : id,
                other != null && DrawnIds.isRehearsed(other) ? null : other);
    }

    private long created(ContactWish wish, int place) {
        Contact contact = tools.finder.contact(wish);
        contact.assignId(ids.at(place));
        created.add(contact);
        if (wish.accountId() != null) {
            accounts.put(contact, wish.accountId());
        }
        return contact.id();
    }

    /** Stores the new contacts. */
    public void store() {
        tools.rows.insert(created);
        accounts.forEach(tools.finder::link);
        created.forEach(tools.changelog::created);
    }
}
