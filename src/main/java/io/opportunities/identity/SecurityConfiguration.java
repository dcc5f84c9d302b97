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
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Who may call what: a password makes a key, a key does the rest; only admins set a company up; a read key reads. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final List<String> OPEN = List.of("/openapi.json", "/openapi.yaml", "/openapi.json.yaml", "/openapi.json/**", "/docs",
            "/docs/**", "/swagger-ui/**", "/livez", "/readyz", "/error");
    private static final List<String> SET_UP_BY_ADMINS = List.of("/users", "/properties", "/workflows");
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final HandlerExceptionResolver errors;

    SecurityConfiguration(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(under(HttpMethod.POST, List.of("/api-keys"))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) -> refuseLogin(request, response, refused)))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, refused) -> refuseLogin(request, response, refused)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, Credentials credentials, ApiKeyUsage usage) throws Exception {
        return stateless(http)
                .addFilterBefore(new ApiKeyFilter(credentials, usage, errors), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(under(null, OPEN)).permitAll()
                        .requestMatchers(new OrRequestMatcher(READING.stream().map(method -> under(method, List.of("/**"))).toList()))
                        .authenticated()
                        .requestMatchers(adminPaths()).access(AuthorizationManagers.allOf(
                                AuthorityAuthorizationManager.hasRole("ADMIN"), AuthorityAuthorizationManager.hasAuthority("SCOPE_full")))
                        .anyRequest().hasAuthority("SCOPE_full"))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, refused) -> answer(request, response, ApiException.unauthorized()))
                        .accessDeniedHandler((request, response, refused) -> answer(request, response,
                                ApiException.forbidden(lacks(Caller.current(), adminPaths().matches(request))))))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(Credentials credentials) {
        return email -> credentials.login(email)
                .map(login -> new LoggedIn(login.caller(), login.passwordHash()))
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(email));
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static String lacks(Caller caller, boolean adminsOnly) {
        String scope = caller.scope() == KeyScope.FULL ? "" : "the scope full";
        String role = !adminsOnly || caller.isAdmin() ? "" : "the role ADMIN of its user";
        return Stream.of(scope, role).filter(each -> !each.isEmpty()).collect(Collectors.joining(" and "));
    }

    private static RequestMatcher adminPaths() {
        return under(null, SET_UP_BY_ADMINS.stream().flatMap(path -> Stream.of(path, path + "/**")).toList());
    }

    private static RequestMatcher under(@Nullable HttpMethod method, List<String> paths) {
        return new OrRequestMatcher(WebConfiguration.BASES.stream()
                .flatMap(base -> paths.stream()
                        .map(path -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(method, base + path)))
                .toList());
    }

    private void refuseLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        boolean broken = refused instanceof InternalAuthenticationServiceException && refused.getCause() instanceof DataAccessException;
        answer(request, response, broken && refused.getCause() instanceof Exception cause ? cause : ApiException.wrongPassword());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception refusal) {
        errors.resolveException(request, response, null, refusal);
    }
}
