package io.opportunities.crm.webhook;

import io.opportunities.crm.event.EventLog;
import io.opportunities.identity.Caller;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets up webhooks, and reads and repeats their deliveries. */
@Service
@Transactional(readOnly = true)
class WebhookService {

    private static final int MAX_REPLAYS = 100;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebhookRepository webhooks;
    private final PageReader listing;
    private final EventLog log;
    private final InstantSource time;

    WebhookService(WebhookRepository webhooks, PageReader listing, EventLog log, InstantSource time) {
        this.webhooks = webhooks;
        this.listing = listing;
        this.log = log;
        this.time = time;
    }

    /** Creates a webhook that gets the events from now on. {@link WebhookConstraints} bound their number. */
    @Transactional
    VersionedResponse<WebhookSecretResponse> create(WebhookRequest request) {
        Instant now = time.instant();
        Webhook webhook = webhooks.saveAndFlush(new Webhook(request, secret(), Caller.current().userId(), now));
        webhooks.begin(Caller.current().companyId(), webhook.id(), log.last());
        return new VersionedResponse<>(webhook.responseWithSecret(now), webhook.version());
    }

    Page<WebhookResponse> list(PageQuery query) {
        Instant now = time.instant();
        return listing.page(Webhook.class, new Conditions(), query, Webhook::id)
                .map(page -> page.stream().map(webhook -> webhook.response(now)).toList());
    }

    VersionedResponse<WebhookResponse> byId(long id) {
        return toResponse(find(id));
    }

    /** @throws ApiException 404; 412 if the webhook has another version */
    @Transactional
    VersionedResponse<WebhookResponse> change(long id, WebhookRequest request, IfMatch ifMatch) {
        Webhook webhook = findForUpdate(id, ifMatch);
        boolean wasActive = webhook.active();
        webhook.change(request, time.instant());
        webhooks.flush();
        if (webhook.active() && !wasActive) {
            webhooks.tryAgain(Caller.current().companyId(), id, time.instant());
        }
        return toResponse(webhook);
    }

    @Transactional
    WebhookResponse remove(long id, IfMatch ifMatch) {
        Webhook webhook = findForUpdate(id, ifMatch);
        WebhookResponse response = webhook.response(time.instant());
        webhooks.delete(webhook);
        webhooks.flush();
        return response;
    }

    @Transactional
    WebhookSecretResponse rotate(long id) {
        Webhook webhook = findForUpdate(id);
        webhook.rotate(secret(), time.instant());
        webhooks.flush();
        return webhook.responseWithSecret(time.instant());
    }

    Page<DeliveryResponse> deliveries(long id, PageQuery query) {
        find(id);
        return listing.page(WebhookDelivery.class, new Conditions().and("r.webhookId = :value", id), query, WebhookDelivery::id)
                .map(page -> page.stream().map(WebhookDelivery::toResponse).toList());
    }

    /** Has the event of one delivery delivered again. */
    @Transactional
    WebhookResponse replay(long id, long deliveryId) {
        long sequence = webhooks.sequenceOf(id, deliveryId).orElseThrow(() -> ApiException.notFound("delivery", deliveryId));
        return replay(id, sequence - 1, sequence);
    }

    /** Has the events of an interval delivered again, those that the webhook gets. */
    @Transactional
    WebhookResponse replay(long id, ReplayRequest request, Violations violations) {
        find(id);
        ReplayRequest.Interval interval = request.toInterval(violations);
        return replay(id, log.start(interval.from()), log.start(interval.to()));
    }

    private WebhookResponse replay(long id, long after, long last) {
        Webhook webhook = findForUpdate(id);
        long companyId = Caller.current().companyId();
        if (webhooks.countReplays(companyId, id) >= MAX_REPLAYS) {
            throw ApiException.conflict("webhook %d has %d replays to do already".formatted(id, MAX_REPLAYS));
        }
        if (last > after) {
            webhooks.replay(companyId, id, after, last);
        }
        return webhook.response(time.instant());
    }

    Webhook find(long id) {
        return webhooks.findById(id).orElseThrow(() -> ApiException.notFound("webhook", id));
    }

    private Webhook findForUpdate(long id, IfMatch ifMatch) {
        Webhook webhook = findForUpdate(id);
        ifMatch.check(webhook.version());
        return webhook;
    }

    private Webhook findForUpdate(long id) {
        return webhooks.findForUpdate(id).orElseThrow(() -> ApiException.notFound("webhook", id));
    }

    private VersionedResponse<WebhookResponse> toResponse(Webhook webhook) {
        return new VersionedResponse<>(webhook.response(time.instant()), webhook.version());
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
