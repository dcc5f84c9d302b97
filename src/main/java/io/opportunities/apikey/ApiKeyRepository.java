package io.opportunities.apikey;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiKeyRepository extends Repository<ApiKey, Long> {

    ApiKey save(ApiKey key);

    @Modifying
    @Query("update ApiKey k set k.revokedAt = :now where k.userId = :owner and k.revokedAt is null")
    void revokeAllOf(long owner, Instant now);

    @Query("select k from ApiKey k where k.id = :id and k.revokedAt is null and (:owner is null or k.userId = :owner)")
    Optional<ApiKey> find(long id, @Nullable Long owner);
}
