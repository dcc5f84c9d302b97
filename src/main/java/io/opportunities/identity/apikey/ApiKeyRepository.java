package io.opportunities.identity.apikey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiKeyRepository extends Repository<ApiKey, Long> {

    ApiKey save(ApiKey key);

    @Query("select k from ApiKey k where k.userId = :owner and k.revokedAt is null")
    List<ApiKey> allOf(long owner);

    @Query("select k from ApiKey k where k.id = :id and k.revokedAt is null and (:owner is null or k.userId = :owner)")
    Optional<ApiKey> find(long id, @Nullable Long owner);
}
