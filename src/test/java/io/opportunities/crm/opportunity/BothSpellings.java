package io.opportunities.crm.opportunity;

import io.opportunities.support.ApiTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a class of API tests for each path of the opportunities, as an argument of its constructor. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@ParameterizedClass
@ValueSource(strings = {"/opportunities", "/requests", "/v1/opportunities", "/v1/requests"})
@interface BothSpellings {}
