package io.opportunities.operator.management;

import io.opportunities.identity.security.StatelessSecurity;
import io.opportunities.web.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Requires the operator's token on the management port if one is set. Health is public. */
@Configuration(proxyBeanMethods = false)
class ManagementSecurity {

    private final OperatorToken operator;
    private final HandlerExceptionResolver errors;

    ManagementSecurity(OperatorToken operator, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        this.operator = operator;
        this.errors = errors;
    }

    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http, Environment environment) throws Exception {
        return StatelessSecurity.calls(http.securityMatcher(managed(ManagementPortType.get(environment))))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(EndpointRequest.to(HealthEndpoint.class)).permitAll()
                        .anyRequest().access((caller, call) -> new AuthorizationDecision(
                                operator.isKnownBy(call.getRequest().getHeader(HttpHeaders.AUTHORIZATION)))))
                // this chain authenticates no caller, so a rejected call is denied
                .exceptionHandling(handling -> handling
                        .accessDeniedHandler((request, response, refused) -> reject(request, response)))
                .build();
    }

    /** Matches the management calls. If the API has its own port, its requests skip the match against endpoint paths. */
    private static RequestMatcher managed(ManagementPortType port) {
        return port == ManagementPortType.DIFFERENT
                ? ManagementSecurity::isOnManagementPort
                : new OrRequestMatcher(ManagementSecurity::isOnManagementPort, EndpointRequest.toAnyEndpoint());
    }

    private void reject(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        errors.resolveException(request, response, null,
                ApiException.unauthorized("the operator's token is required, as Authorization: Bearer <token>"));
    }

    private static boolean isOnManagementPort(HttpServletRequest request) {
        ApplicationContext context = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return context != null && WebServerApplicationContext.hasServerNamespace(context, "management");
    }
}
