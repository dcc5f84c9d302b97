package io.opportunities.web.call;

import io.opportunities.web.IfMatch;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.items.JsonItemsConverter;
import io.opportunities.web.json.JsonRequestConverter;
import io.opportunities.web.json.RequestReader;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import io.opportunities.web.server.BodyMemoryLimit;
import io.opportunities.web.server.RequestSettings;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Configures HTTP for all endpoints: both base paths, JSON only, and validation of bodies and parameters before a handler is called. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

    /** Base paths of every endpoint; clients of the upstream API use either. */
    public static final List<String> BASES = List.of("", "/v1");

    private static final String BASE_PACKAGE = "io.opportunities";

    private final JsonMapper mapper;
    private final RequestReader requests;
    private final List<QueryRecord<?>> queries;
    private final RequestSettings settings;
    private final BodyMemoryLimit bodyMemory;

    WebConfiguration(JsonMapper mapper, RequestReader requests, List<QueryRecord<?>> queries,
            RequestSettings settings, BodyMemoryLimit bodyMemory) {
        this.mapper = mapper;
        this.requests = requests;
        this.queries = queries;
        this.settings = settings;
        this.bodyMemory = bodyMemory;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JsonRequestConverter(mapper, settings.maxBodySize(), bodyMemory, requests))
                .addCustomConverter(new JsonItemsConverter(mapper, settings.maxBulkBodySize(), bodyMemory))
                // the documentation adds a YAML converter, which would bypass the limits and validation
                .configureMessageConvertersList(all -> all.removeIf(WebConfiguration::readsYaml));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver(Violations.class, new QueryRecord<>(Violations.class, query -> CurrentRequest.violations())));
        queries.forEach(query -> resolvers.add(resolver(query.type(), query)));
    }

    /** Reads all lines of If-Match. Spring would convert the first one, and treat an empty one as absent. */
    @Override
    public void addFormatters(FormatterRegistry formats) {
        formats.addConverter(String.class, IfMatch.class, first -> IfMatch.of(
                Collections.list(CurrentRequest.request().getHeaders(HttpHeaders.IF_MATCH)), CurrentRequest.violations()));
    }

    /** Forwards paths that other components serve at the root. */
    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        for (String path : List.of("/docs", "/livez", "/readyz")) {
            BASES.stream().filter(base -> !base.isEmpty())
                    .forEach(base -> views.addViewController(base + path).setViewName("forward:" + path));
        }
    }

    @Bean
    static WebMvcRegistrations registrations() {
        return new WebMvcRegistrations() {

            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new BothBases();
            }

            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new CheckingAdapter();
            }
        };
    }

    /** Returns whether a handler serves the API, and not an error or the documentation. */
    static boolean isApiHandler(Class<?> handlerType) {
        return handlerType.getPackageName().startsWith(BASE_PACKAGE) && !ErrorController.class.isAssignableFrom(handlerType);
    }

    private static boolean readsYaml(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream().anyMatch(type -> type.getSubtype().endsWith("yaml"));
    }

    private static HandlerMethodArgumentResolver resolver(Class<?> type, QueryRecord<?> argument) {
        return new HandlerMethodArgumentResolver() {

            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == type;
            }

            @Override
            public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                    NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
                Violations violations = CurrentRequest.violations();
                return argument.reader().apply(new QueryParameters(request.getParameterMap(), violations,
                        known -> violations.declareParameter(known.name())));
            }
        };
    }

    /**
     * Maps each handler of the service under every base path. It sets JSON here, so that a client that accepts no JSON causes no write. It
     * omits the handlers of the document generator, which the service replaces.
     */
    private static final class BothBases extends RequestMappingHandlerMapping {

        @Override
        protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
            RequestMappingInfo mapping = super.getMappingForMethod(method, handlerType);
            if (handlerType == OpenApiWebMvcResource.class) {
                return null;
            }
            if (mapping == null || !handlerType.getPackageName().startsWith(BASE_PACKAGE)) {
                return mapping;
            }
            return RequestMappingInfo.paths(BASES.toArray(String[]::new))
                    .produces(MediaType.APPLICATION_JSON_VALUE)
                    .options(getBuilderConfiguration())
                    .build()
                    .combine(mapping);
        }
    }

    private static final class CheckingAdapter extends RequestMappingHandlerAdapter {

        private @Nullable List<CallInterceptor> around;

        /**
         * Moves the handler of ResponseEntity to the front. Two handlers before it would resolve the type argument again for each response.
         * A ResponseEntity with a StreamingResponseBody would therefore not be streamed.
         */
        @Override
        public void afterPropertiesSet() {
            super.afterPropertiesSet();
            setReturnValueHandlers(Objects.requireNonNull(getReturnValueHandlers()).stream()
                    .sorted(Comparator.comparing(handler -> !(handler instanceof ResponseEntityReturnValueHandler)))
                    .toList());
        }

        @Override
        protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handler) {
            return new ValidatingHandlerMethod(handler, isApiHandler(handler.getBeanType()) ? around() : List.of());
        }

        /** Returns the interceptors, resolved late because they depend on beans that depend on this one. */
        private List<CallInterceptor> around() {
            List<CallInterceptor> all = around;
            if (all == null) {
                all = obtainApplicationContext().getBeanProvider(CallInterceptor.class).orderedStream().toList();
                around = all;
            }
            return all;
        }
    }
}
