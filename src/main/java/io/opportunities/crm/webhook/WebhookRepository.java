package io.opportunities.crm.webhook;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface WebhookRepository extends Repository<Webhook, Long> {

    Webhook saveAndFlush(Webhook webhook);

    Optional<Webhook> findById(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Webhook w where w.id = :id")
    Optional<Webhook> findForUpdate(long id);

    void delete(Webhook webhook);

    void flush();

    /** Begins the deliveries of a new webhook after an event. */
    @Modifying
    @NativeQuery("insert into webhook_progress (company_id, webhook_id, position) values (:companyId, :id, :sequence)")
    void begin(long companyId, long id, long sequence);

    /** Has the records in arrears tried now, as if their events had not failed before. */
    @Modifying
    @NativeQuery("""
            update webhook_backlog set attempts = 0, first_at = :now, next_at = :now where company_id = :companyId and webhook_id = :id""")
    void tryAgain(long companyId, long id, Instant now);

    @Query("select d.sequence from WebhookDelivery d where d.webhookId = :id and d.id = :deliveryId")
    Optional<Long> sequenceOf(long id, long deliveryId);

    @NativeQuery("select count(*) from webhook_replay where company_id = :companyId and webhook_id = :id")
    long countReplays(long companyId, long id);

    /** Has the events after a sequence, up to the last one, delivered again. */
    @Modifying
    @NativeQuery("insert into webhook_replay (company_id, webhook_id, position, last) values (:companyId, :id, :after, :last)")
    void replay(long companyId, long id, long after, long last);
}
