package io.opportunities.identity;

import io.opportunities.common.ApiException;
import io.opportunities.common.WebConfiguration;
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

/** Who may call what: a password makes a key, a key does the rest; only admins set a company up; a read key reads. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final List<String> OPEN = List.of("/openapi.json", "/openapi.yaml", "/openapi.json.yaml", "/openapi.json/**", "/docs",
            "/docs/**", "/swagger-ui/**", "/livez", "/readyz", "/error");
    private static final RequestMatcher SET_UP = under(null, Stream.of("/users", "/properties", "/workflows")
            .flatMap(path -> Stream.of(path, path + "/**")).toList());
    private static final RequestMatcher READ_BY_ADMINS = under(null, List.of("/authentication-events"));
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HandlerExceptionResolver errors;
    private final CorsSettings cors;

    SecurityConfiguration(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors, CorsSettings cors) {
        this.errors = errors;
        this.cors = cors;
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http, LoginGuard guard) throws Exception {
        return stateless(http.securityMatcher(under(HttpMethod.POST, List.of("/api-keys"))))
                .authenticationManager(guard::authenticate)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) -> refuseLogin(request, response, refused)))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, refused) -> refuseLogin(request, response, refused)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, KeyGuard guard) throws Exception {
        return stateless(http)
                .addFilterBefore(new ApiKeyFilter(guard, SET_UP, errors), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(under(null, OPEN)).permitAll()
                        .requestMatchers(READ_BY_ADMINS).hasRole("ADMIN")
                        .requestMatchers(new OrRequestMatcher(READING.stream().map(method -> under(method, List.of("/**"))).toList()))
                        .authenticated()
                        .requestMatchers(SET_UP).access(AuthorizationManagers.allOf(
                                AuthorityAuthorizationManager.hasRole("ADMIN"), AuthorityAuthorizationManager.hasAuthority("SCOPE_full")))
                        .anyRequest().hasAuthority("SCOPE_full"))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, refused) -> answer(request, response, ApiException.unauthorized()))
                        .accessDeniedHandler((request, response, refused) -> answer(request, response, lacking(request))))
                .build();
    }

    /** What the container has not believed of X-Forwarded-… and Forwarded, nobody behind it shall. */
    @Bean
    FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeadersEnd() {
        ForwardedHeaderFilter filter = new ForwardedHeaderFilter();
        filter.setRemoveOnly(true);
        FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /**
     * Leaves headers to the container, which refuses what is none. Bytes beyond ASCII are opaque in a value, and no fault.
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

    /** Each step of each request's authorization, timed apart, costs more than it tells and would bury all else in metrics and traces. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwordEncoder(AuthenticationSettings settings) {
        return new BoundedPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder(), settings.hashesAtOnce());
    }

    @Bean
    UserDetailsService users(Credentials credentials) {
        return email -> credentials.login(email)
                .map(login -> new LoggedIn(login.caller(), login.passwordHash()))
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(email));
    }

    private HttpSecurity stateless(HttpSecurity http) {
        if (!cors.origins().isEmpty()) {
            http.addFilter(OtherOrigins.filter(cors.origins(), errors));
        }
        return Stateless.calls(http);
    }

    private static ApiException lacking(HttpServletRequest request) {
        boolean readByAdmins = READ_BY_ADMINS.matches(request);
        Caller caller = Caller.current();
        String scope = readByAdmins || caller.scope() == KeyScope.FULL ? "" : "the scope full";
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

    private void refuseLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        answer(request, response, switch (refused.getCause()) {
            case ApiException limited -> limited;
            case DataAccessException broken -> broken;
            case null, default -> ApiException.wrongPassword();
        });
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception refusal) {
        errors.resolveException(request, response, null, refusal);
    }
}
