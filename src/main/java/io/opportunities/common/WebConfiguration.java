package io.opportunities.common;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
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

/** How HTTP is spoken everywhere: both bases, JSON only, bodies and parameters checked before a handler is called. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

    /** Every endpoint answers under each of these, because clients of the upstream API are configured with either. */
    public static final List<String> BASES = List.of("", "/v1");

    private static final String OURS = "io.opportunities";

    private final JsonMapper mapper;
    private final Constraints constraints;
    private final List<QueryArgument<?>> queries;
    private final int bodyLimit;
    private final BodyMemory bodyMemory;

    WebConfiguration(JsonMapper mapper, Constraints constraints, List<QueryArgument<?>> queries,
            RequestSettings settings, BodyMemory bodyMemory) {
        this.mapper = mapper;
        this.constraints = constraints;
        this.queries = queries;
        this.bodyLimit = settings.maxBodySize();
        this.bodyMemory = bodyMemory;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JsonBodyConverter(mapper, bodyLimit, bodyMemory, constraints))
                // the documentation brings YAML with it, which would be read without our limits and rules
                .configureMessageConvertersList(all -> all.removeIf(WebConfiguration::readsYaml));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(resolver(Violations.class, new QueryArgument<>(Violations.class, query -> RequestState.violations())));
        queries.forEach(query -> resolvers.add(resolver(query.type(), query)));
    }

    /** What others serve at the root is passed on there. */
    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        for (String path : List.of("/openapi.json", "/openapi.yaml", "/docs", "/livez", "/readyz")) {
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

    /** Whether a handler is called for what a client asked for, and not for an error or the documentation. */
    static boolean isOurs(Class<?> handlerType) {
        return handlerType.getPackageName().startsWith(OURS) && !ErrorController.class.isAssignableFrom(handlerType);
    }

    private static boolean readsYaml(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream().anyMatch(type -> type.getSubtype().endsWith("yaml"));
    }

    private static HandlerMethodArgumentResolver resolver(Class<?> type, QueryArgument<?> argument) {
        return new HandlerMethodArgumentResolver() {

            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == type;
            }

            @Override
            public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                    NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
                Violations violations = RequestState.violations();
                return argument.reader().apply(new QueryParameters(request.getParameterMap(), violations, violations::know));
            }
        };
    }

    /** Maps each of our handlers under every base. JSON is settled here, so that nothing is written for a client that cannot read it. */
    private static final class BothBases extends RequestMappingHandlerMapping {

        @Override
        protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
            RequestMappingInfo mapping = super.getMappingForMethod(method, handlerType);
            if (mapping == null || !handlerType.getPackageName().startsWith(OURS)) {
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

        private @Nullable List<AroundHandler> around;

        /**
         * Asks the handler of ResponseEntity, which ours answer with, first: two before it look at the type argument of one anew for each
         * answer. So one of a StreamingResponseBody would not be streamed.
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
            return new CheckedHandlerMethod(handler, isOurs(handler.getBeanType()) ? around() : List.of());
        }

        /** Asked for late: they need beans that need this one. */
        private List<AroundHandler> around() {
            List<AroundHandler> all = around;
            if (all == null) {
                all = obtainApplicationContext().getBeanProvider(AroundHandler.class).orderedStream().toList();
                around = all;
            }
            return all;
        }
    }
}
