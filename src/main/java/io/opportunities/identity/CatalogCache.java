package io.opportunities.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;

/**
 * Keeps what a company has set up (users, workflows, properties) in memory, right on every node at once: the version that each transaction
 * reads as it begins is part of the key, and the schema raises it in the transaction of every change.
 */
public final class CatalogCache<K, V> {

    private final Cache<Entry<K>, V> entries;

    /** @param most how many entries are kept before the least used ones go */
    public CatalogCache(int most) {
        this.entries = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** The value for the transaction's company, loaded where it is not known for the present version. Without a version it is always loaded. */
    public V get(K key, Function<K, V> load) {
        EnteredCompany company = EnteredCompany.current().orElse(null);
        if (company == null || company.catalogVersion() < 0) {
            return load.apply(key);
        }
        Entry<K> entry = new Entry<>(company, key);
        V known = entries.getIfPresent(entry);
        if (known != null) {
            return known;
        }
        V loaded = load.apply(key);
        entries.put(entry, loaded);
        return loaded;
    }

    /** Forgets one value of the caller's company on this node. */
    public void forget(K key) {
        EnteredCompany.current().ifPresent(company -> entries.invalidate(new Entry<>(company, key)));
    }

    private record Entry<K>(EnteredCompany company, K key) {}
}
