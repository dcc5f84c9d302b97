package io.opportunities.address.geo;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** A geocoding service with responses set by a test. */
public final class CensusStub implements AutoCloseable {

    private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort().jettyStopTimeout(100L));

    public CensusStub() {
        server.start();
    }

    /** Returns the response of the service for a known address. */
    public static String match(String matchedAddress, String longitude, String latitude) {
        return """
                {"result": {"input": {"benchmark": {"benchmarkName": "Public_AR_Current"}}, "addressMatches": [
                  {"matchedAddress": "%s", "coordinates": {"x": %s, "y": %s}, "tigerLine": {"side": "L"}}]}}"""
                .formatted(matchedAddress, longitude, latitude);
    }

    public CensusStub answers(String json) {
        return answers(okJson(json));
    }

    public CensusStub answers(ResponseDefinitionBuilder response) {
        server.resetAll();
        MappingBuilder everything = any(anyUrl());
        server.stubFor(everything.willReturn(response));
        return this;
    }

    public WireMockServer server() {
        return server;
    }

    public String url() {
        return server.baseUrl();
    }

    @Override
    public void close() {
        server.stop();
    }
}
