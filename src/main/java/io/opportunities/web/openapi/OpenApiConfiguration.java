package io.opportunities.web.openapi;

import io.opportunities.web.IfMatch;
import io.opportunities.web.call.WebConfiguration;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryRecord;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the head of the document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenAPI document(Descriptions texts, List<QueryRecord<?>> queries, @Value("${spring.application.version}") String version) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Violations.class).replaceWithClass(IfMatch.class, String.class);
        queries.forEach(query -> SpringDocUtils.getConfig().addRequestWrapperToIgnore(query.type()));
        return new OpenAPI()
                .info(new Info().title("Opportunities").version(version)
                        .license(new License().name(texts.find("info.license").orElse(null)).identifier("LicenseRef-None"))
                        .description(texts.find("info").orElse(null)))
                .servers(WebConfiguration.BASES.stream().map(base -> new Server().url(base.isEmpty() ? "/" : base)).toList())
                .components(new Components()
                        .addSecuritySchemes("apiKey", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER).name("x-api-key").description(texts.find("security.apiKey").orElse(null)))
                        .addSecuritySchemes("login", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")
                                .description(texts.find("security.login").orElse(null))));
    }
}
