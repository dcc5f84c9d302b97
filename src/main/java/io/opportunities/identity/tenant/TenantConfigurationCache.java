package io.opportunities.identity.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opportunities.identity.Caller;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Caches the configuration of companies (users, workflows, properties), correct on every node at once. Each entry has the version that its
 * transaction read at its start. The schema raises the version in the transaction of every change.
 */
public final class TenantConfigurationCache<K, V> {

    private final Cache<Entry<K>, Known<V>> entries;

    /** @param max maximum number of entries */
    public TenantConfigurationCache(int max) {
        this(max, value -> 1);
    }

    /** @param max maximum total weight */
    public TenantConfigurationCache(int max, ToIntFunction<V> weight) {
        this.entries = Caffeine.newBuilder().maximumWeight(max)
                .<Entry<K>, Known<V>>weigher((entry, known) -> weight.applyAsInt(known.value())).build();
    }

    /**
     * Returns the value for the transaction's company, and loads it if the current version has none. Without a version it always loads. An
     * empty {@link Optional} is not stored: it is rare, clients can name any number of absent ids, and a wrong one would last.
     */
    public V get(K key, Function<K, V> load) {
        CurrentCompany company = CurrentCompany.current().orElse(null);
        if (company == null || company.catalogVersion() < 0) {
            return load.apply(key);
        }
        Entry<K> entry = new Entry<>(company.companyId(), key);
        Known<V> known = entries.getIfPresent(entry);
        if (known != null && known.version() == company.catalogVersion()) {
            return known.value();
        }
        Known<V> loaded = new Known<>(company.catalogVersion(), load.apply(key));
        boolean absent = loaded.value() instanceof Optional<?> found && found.isEmpty();
        if (!absent) {
            entries.asMap().merge(entry, loaded, (before, now) -> now.version() < before.version() ? before : now);
        }
        return loaded.value();
    }

    /**
     * Returns the value for the caller's company from the last transaction on this node. It may be stale, and is empty without such a
     * transaction.
     */
    public Optional<V> last(K key) {
        return Caller.find().map(caller -> entries.getIfPresent(new Entry<>(caller.companyId(), key))).map(Known::value);
    }

    /** Removes one value of the caller's company on this node. */
    public void evict(K key) {
        CurrentCompany.current().ifPresent(company -> entries.invalidate(new Entry<>(company.companyId(), key)));
    }

    private record Entry<K>(long companyId, K key) {}

    /** A value and the catalog version at its load; a newer entry replaces it. */
    private record Known<V>(long version, V value) {}
}
