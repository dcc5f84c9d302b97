package io.opportunities.web.console;

import io.opportunities.common.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the console. Browsers revalidate its modules by the digest of their bytes, because all entries of a release's jar have the same
 * time. Paths of the library contain its version, so browsers keep them.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    private final ConsoleSettings settings;
    /** By file, of which the jar has a fixed number. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    ConsoleConfiguration(ConsoleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        if (settings.enabled()) {
            resources.addResourceHandler("/console/lib/**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/lit-html/")
                    .setUseLastModified(false)
                    .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
            resources.addResourceHandler("/console/**")
                    .addResourceLocations("classpath:/console/")
                    .setUseLastModified(false)
                    .setEtagGenerator(this::tag)
                    .setCacheControl(CacheControl.noCache().cachePublic());
        }
    }

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        if (settings.enabled()) {
            views.addRedirectViewController("/console", "/console/");
            views.addViewController("/console/").setViewName("forward:/console/index.html");
        }
    }

    private String tag(Resource file) {
        return tags.computeIfAbsent(file.getDescription(), name -> digest(file));
    }

    private static String digest(Resource file) {
        try {
            return "\"%s\"".formatted(HexFormat.of().formatHex(Sha256.of(file.getContentAsByteArray()), 0, 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
