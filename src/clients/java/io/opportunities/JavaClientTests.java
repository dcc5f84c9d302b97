package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.client.ApiClient;
import io.opportunities.client.ApiException;
import io.opportunities.client.ApiResponse;
import io.opportunities.client.api.OpportunitiesApi;
import io.opportunities.client.model.OpportunityRequest;
import io.opportunities.client.model.OpportunityResponse;
import io.opportunities.client.model.OpportunityUpdate;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The service, called with the client that the OpenAPI Generator makes of its document. */
@ApiTest
class JavaClientTests {

    @Autowired
    Service service;

    OpportunitiesApi opportunities;

    @BeforeEach
    void connect() {
        Client company = service.newCompany();
        ApiClient client = new ApiClient();
        client.updateBaseUri(company.url());
        client.setRequestInterceptor(request -> request.header("x-api-key", String.valueOf(company.key())));
        opportunities = new OpportunitiesApi(client);
    }

    @Test
    void whatIsMadeIsMatchedReadAndListed() throws ApiException {
        ApiResponse<OpportunityResponse> made = post(roof().value(18500.25));
        ApiResponse<OpportunityResponse> matched = post(roof().description("Call after five"));
        long id = Objects.requireNonNull(made.getData().getId());

        assertThat(made.getStatusCode()).isEqualTo(201);
        assertThat(matched.getStatusCode()).isEqualTo(200);
        assertThat(matched.getHeaders()).containsEntry("x-match-outcome", List.of("enriched"));
        assertThat(matched.getData().getId()).isEqualTo(id);
        OpportunityResponse read = opportunities.getOpportunity(id, null, null, null, null);
        assertThat(read).isEqualTo(matched.getData());
        assertThat(read.getValue()).isEqualTo(18500.25);
        assertThat(list()).containsExactly(read);
    }

    @Test
    void anErrorNamesItsFields() {
        assertThatThrownBy(() -> post(roof().primaryEmail("nobody")))
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.getCode()).isEqualTo(400);
                    assertThat(refusal.getResponseBody()).contains("\"field\":\"primaryEmail\"");
                });
    }

    @Test
    void aPatchSendsOnlyTheMembersThatWereSet() throws ApiException {
        long id = Objects.requireNonNull(post(roof().status(OpportunityRequest.StatusEnum.ON_HOLD).description("Call")).getData().getId());

        OpportunityResponse changed = patch(id, new OpportunityUpdate().value(19250.5)).getData();

        assertThat(changed.getValue()).isEqualTo(19250.5);
        assertThat(changed.getStatus()).isEqualTo(OpportunityResponse.StatusEnum.ON_HOLD);
        assertThat(changed.getDescription()).isEqualTo("Call");
        assertThat(changed.getTrades()).containsExactly("Roofing");
        assertThat(changed.getContacts()).hasSize(1);
    }

    @Test
    void aPatchCanSendNull() throws ApiException {
        long id = Objects.requireNonNull(post(roof().value(18500.25).description("Call")).getData().getId());

        OpportunityResponse changed = patch(id, new OpportunityUpdate().description(null)).getData();

        assertThat(changed.getDescription()).isNull();
        assertThat(changed.getValue()).isEqualTo(18500.25);
    }

    @Test
    void aRecordThatDidNotChangeIsNotSentAgain() throws ApiException {
        long id = Objects.requireNonNull(post(roof()).getData().getId());
        List<String> tags = patch(id, new OpportunityUpdate().value(1.5)).getHeaders().get("etag");
        String tag = Objects.requireNonNull(tags).getFirst();

        assertThatThrownBy(() -> opportunities.getOpportunity(id, null, null, null, tag))
                .isInstanceOfSatisfying(ApiException.class, answer -> assertThat(answer.getCode()).isEqualTo(304));
    }

    private static OpportunityRequest roof() {
        return new OpportunityRequest().title("Replace roof").address(List.of("520 B Benton Ave, Nashville, TN 37204"))
                .trades(List.of("Roofing")).primaryEmail("dana@example.com");
    }

    private ApiResponse<OpportunityResponse> post(OpportunityRequest request) throws ApiException {
        return opportunities.createOpportunityWithHttpInfo(request, "primaryEmail", "enrich", null, null, null, null, null);
    }

    private ApiResponse<OpportunityResponse> patch(long id, OpportunityUpdate update) throws ApiException {
        return opportunities.updateOpportunityWithHttpInfo(id, update, null, null, null, null);
    }

    private List<OpportunityResponse> list() throws ApiException {
        return opportunities.listOpportunities(null, "roof", null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }
}
