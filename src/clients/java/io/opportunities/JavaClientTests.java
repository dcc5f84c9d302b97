package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.client.ApiClient;
import io.opportunities.client.ApiException;
import io.opportunities.client.ApiResponse;
import io.opportunities.client.api.OpportunitiesApi;
import io.opportunities.client.model.OpportunityRequest;
import io.opportunities.client.model.OpportunityResponse;
import java.math.BigDecimal;
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
        ApiResponse<OpportunityResponse> made = post(roof().value(new BigDecimal("18500")));
        ApiResponse<OpportunityResponse> matched = post(roof().description("Call after five"));
        long id = Objects.requireNonNull(made.getData().getId());

        assertThat(made.getStatusCode()).isEqualTo(201);
        assertThat(matched.getStatusCode()).isEqualTo(200);
        assertThat(matched.getHeaders()).containsEntry("x-match-outcome", List.of("enriched"));
        assertThat(matched.getData().getId()).isEqualTo(id);
        OpportunityResponse read = opportunities.getOpportunity(id, null, null, null);
        assertThat(read).isEqualTo(matched.getData());
        assertThat(read.getValue()).isEqualByComparingTo("18500");
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

    private static OpportunityRequest roof() {
        return new OpportunityRequest().title("Replace roof").address(List.of("520 B Benton Ave, Nashville, TN 37204"))
                .trades(List.of("Roofing")).primaryEmail("dana@example.com");
    }

    private ApiResponse<OpportunityResponse> post(OpportunityRequest request) throws ApiException {
        return opportunities.createOpportunityWithHttpInfo(request, "primaryEmail", "enrich", null, null, null, null, null);
    }

    private List<OpportunityResponse> list() throws ApiException {
        return opportunities.listOpportunities(null, "roof", null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }
}
