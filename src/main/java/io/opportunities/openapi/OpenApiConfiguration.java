package io.opportunities.openapi;

import io.opportunities.common.IfMatch;
import io.opportunities.common.QueryArgument;
import io.opportunities.common.Violations;
import io.opportunities.common.WebConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands at the head of the document, and where it is served. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration implements WebMvcConfigurer {

    /** The generator puts YAML under the path of the JSON; clients expect it beside. */
    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/openapi.yaml").setViewName("forward:/openapi.json.yaml");
    }

    @Bean
    OpenAPI document(Texts texts, List<QueryArgument<?>> queries, ObjectProvider<BuildProperties> build) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Violations.class).replaceWithClass(IfMatch.class, String.class);
        queries.forEach(query -> SpringDocUtils.getConfig().addRequestWrapperToIgnore(query.type()));
        BuildProperties built = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info().title("Opportunities").version(built == null ? "development" : built.getVersion())
                        .description(texts.find("info").orElse(null)))
                .servers(WebConfiguration.BASES.stream().map(base -> new Server().url(base.isEmpty() ? "/" : base)).toList())
                .components(new Components()
                        .addSecuritySchemes("apiKey", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER).name("x-api-key").description(texts.find("security.apiKey").orElse(null)))
                        .addSecuritySchemes("login", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")
                                .description(texts.find("security.login").orElse(null))));
    }
}
