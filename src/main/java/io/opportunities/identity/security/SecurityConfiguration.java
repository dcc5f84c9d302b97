package io.opportunities.identity.security;

import io.opportunities.identity.ApiKeyScope;
import io.opportunities.identity.Caller;
import io.opportunities.identity.UserPrincipal;
import io.opportunities.identity.authentication.ApiKeyAuthenticator;
import io.opportunities.identity.authentication.AuthenticationSettings;
import io.opportunities.identity.authentication.BoundedPasswordEncoder;
import io.opportunities.identity.authentication.CredentialLookup;
import io.opportunities.identity.authentication.PasswordAuthenticator;
import io.opportunities.web.call.WebConfiguration;
import io.opportunities.web.console.ConsoleSettings;
import io.opportunities.web.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Configures access: a password creates a key, and a key permits the rest. Only admins configure a company; a read key only reads. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final List<String> OPEN = List.of("/openapi.json", "/openapi.yaml", "/openapi.json/**", "/docs",
            "/docs/**", "/swagger-ui/**", "/livez", "/readyz", "/error");
    private static final List<String> CONSOLE = List.of("/console", "/console/**");
    private static final RequestMatcher SET_UP = under(null, Stream.of("/users", "/properties", "/workflows", "/teams", "/webhooks")
            .flatMap(path -> Stream.of(path, path + "/**")).toList());
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final RequestMatcher READ_BY_ADMINS = new OrRequestMatcher(under(null, List.of("/authentication-events")),
            new OrRequestMatcher(READING.stream().map(method -> under(method, List.of("/webhooks", "/webhooks/**"))).toList()));

    private final HandlerExceptionResolver errors;
    private final CorsSettings cors;
    private final ConsoleSettings console;

    SecurityConfiguration(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors, CorsSettings cors,
            ConsoleSettings console) {
        this.errors = errors;
        this.cors = cors;
        this.console = console;
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http, PasswordAuthenticator guard) throws Exception {
        return stateless(http.securityMatcher(under(HttpMethod.POST, List.of("/api-keys"))))
                .authenticationManager(guard::authenticate)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) -> rejectLogin(request, response, refused)))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, refused) -> rejectLogin(request, response, refused)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, ApiKeyAuthenticator guard) throws Exception {
        return stateless(http)
                .addFilterBefore(new ApiKeyAuthenticationFilter(guard, SET_UP, errors), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(under(null, open())).permitAll()
                        .requestMatchers(READ_BY_ADMINS).hasRole("ADMIN")
                        .requestMatchers(new OrRequestMatcher(READING.stream().map(method -> under(method, List.of("/**"))).toList()))
                        .authenticated()
                        .requestMatchers(SET_UP).access(AuthorizationManagers.allOf(
                                AuthorityAuthorizationManager.hasRole("ADMIN"), AuthorityAuthorizationManager.hasAuthority("SCOPE_full")))
                        .anyRequest().hasAuthority("SCOPE_full"))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(
                                (request, response, refused) -> writeError(request, response, ApiException.unauthorized()))
                        .accessDeniedHandler((request, response, refused) -> writeError(request, response, lacking(request))))
                .build();
    }

    /** Removes the X-Forwarded-… and Forwarded headers that the container has not trusted. */
    @Bean
    FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeadersEnd() {
        ForwardedHeaderFilter filter = new ForwardedHeaderFilter();
        filter.setRemoveOnly(true);
        FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /**
     * Leaves the validation of headers to the container, which rejects malformed ones. Bytes beyond ASCII are opaque in a value, and valid.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, field values</a>
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        return firewall;
    }

    /**
     * Disables observations of authorization. They time each step of each request, at a high cost, and would dominate metrics and traces.
     */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwordEncoder(AuthenticationSettings settings) {
        return new BoundedPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder(), settings.hashesAtOnce());
    }

    @Bean
    UserDetailsService users(CredentialLookup credentials) {
        return email -> credentials.login(email)
                .map(login -> new UserPrincipal(login.caller(), login.passwordHash()))
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(email));
    }

    private List<String> open() {
        return console.enabled() ? Stream.concat(OPEN.stream(), CONSOLE.stream()).toList() : OPEN;
    }

    private HttpSecurity stateless(HttpSecurity http) {
        if (!cors.origins().isEmpty()) {
            http.addFilter(ApiCorsProcessor.filter(cors.origins(), errors));
        }
        return StatelessSecurity.calls(http);
    }

    private static ApiException lacking(HttpServletRequest request) {
        boolean readByAdmins = READ_BY_ADMINS.matches(request);
        Caller caller = Caller.current();
        String scope = readByAdmins || caller.scope() == ApiKeyScope.FULL ? "" : "the scope full";
        String role = caller.isAdmin() || !readByAdmins && !SET_UP.matches(request) ? "" : "the role ADMIN of its user";
        return ApiException.forbidden("this API key may not do that: it lacks "
                + Stream.of(scope, role).filter(each -> !each.isEmpty()).collect(Collectors.joining(" and ")));
    }

    private static RequestMatcher under(@Nullable HttpMethod method, List<String> paths) {
        return new OrRequestMatcher(WebConfiguration.BASES.stream()
                .flatMap(base -> paths.stream()
                        .map(path -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(method, base + path)))
                .toList());
    }

    private void rejectLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        writeError(request, response, switch (refused.getCause()) {
            case ApiException limited -> limited;
            case DataAccessException broken -> broken;
            case null, default -> ApiException.wrongPassword();
        });
    }

    private void writeError(HttpServletRequest request, HttpServletResponse response, Exception refusal) {
        errors.resolveException(request, response, null, refusal);
    }
}
