package io.opportunities.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets the properties of an operation that depend on its path: its id and whether it is deprecated. */
@Component
final class PathCustomizer implements GlobalOpenApiCustomizer {

    private static final Comparator<String> MAIN_FIRST = Comparator.comparing((String tag) -> !tag.equals("Opportunities"))
            .thenComparing(Comparator.naturalOrder());

    private final ApplicationContext application;
    private final DocumentedResponses answers;
    private final Descriptions texts;

    PathCustomizer(ApplicationContext application, DocumentedResponses answers, Descriptions texts) {
        this.application = application;
        this.answers = answers;
        this.texts = texts;
    }

    @Override
    public void customise(OpenAPI document) {
        answers.addTo(document.getComponents());
        dropUnusedUpdates(document);
        Set<String> aliases = aliases();
        Set<String> tags = new TreeSet<>(MAIN_FIRST);
        new TreeMap<>(document.getPaths()).forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            operation.setOperationId(id(method, path));
            tags.addAll(operation.getTags());
            if (aliases.stream().anyMatch(alias -> path.equals(alias) || path.startsWith(alias + "/"))) {
                deprecate(operation);
            }
        }));
        sort(document.getPaths());
        document.setTags(tags.stream().map(tag -> new Tag().name(tag).description(texts.find("tag." + tag.replace(' ', '-')).orElse(null)))
                .toList());
    }

    private static void sort(Map<String, PathItem> paths) {
        Map<String, PathItem> sorted = new TreeMap<>(Comparator.comparing((String path) -> !path.startsWith("/opportunities"))
                .thenComparing(Comparator.naturalOrder()));
        sorted.putAll(paths);
        paths.clear();
        paths.putAll(sorted);
    }

    /** Removes update schemas without a PATCH: not every record can be changed. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void dropUnusedUpdates(OpenAPI document) {
        Set<String> used = document.getPaths().values().stream()
                .map(PathItem::getPatch)
                .filter(patch -> patch != null && patch.getRequestBody() != null)
                .flatMap(patch -> patch.getRequestBody().getContent().values().stream())
                .map(body -> body.getSchema().get$ref())
                .collect(Collectors.toSet());
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> parts = schemas.entrySet().stream()
                .filter(schema -> used.contains(RecordSchemas.REFERENCE + schema.getKey()))
                .flatMap(schema -> ((Map<String, Schema>) schema.getValue().getProperties()).values().stream())
                .flatMap(member -> Stream.ofNullable(member.getItems()).map(Schema::get$ref).filter(Objects::nonNull))
                .collect(Collectors.toSet());
        used.addAll(parts);
        schemas.keySet().removeIf(name -> name.endsWith("Update") && !used.contains(RecordSchemas.REFERENCE + name));
    }

    /** Returns the deprecated paths: of a controller with several paths, all but the first. */
    private Set<String> aliases() {
        return application.getBeansWithAnnotation(RestController.class).values().stream()
                .map(controller -> AnnotatedElementUtils.findMergedAnnotation(ClassUtils.getUserClass(controller), RequestMapping.class))
                .flatMap(mapping -> mapping == null ? List.<String>of().stream() : Arrays.stream(mapping.path()).skip(1))
                .collect(Collectors.toSet());
    }

    private static void deprecate(Operation operation) {
        operation.setDeprecated(true);
        operation.getResponses().forEach((status, answer) -> {
            if (answer.get$ref() == null) {
                DocumentedResponses.addHeaders(answer, "Deprecation", "Link");
            }
        });
    }

    /**
     * Returns the operation id, such as {@code listOpportunities}, {@code createOpportunity}, {@code getOpportunity}. It is unique, because
     * method and path are.
     */
    static String id(PathItem.HttpMethod method, String path) {
        List<String> segments = Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
        boolean ofOne = segments.getLast().startsWith("{");
        StringBuilder id = new StringBuilder(switch (method) {
            case GET -> ofOne ? "get" : "list";
            case POST -> "create";
            case PATCH -> "update";
            default -> method.name().toLowerCase(Locale.ROOT);
        });
        for (int i = 0; i < segments.size(); i++) {
            String next = i + 1 < segments.size() ? segments.get(i + 1) : method == PathItem.HttpMethod.POST ? "{new}" : "";
            id.append(segments.get(i).startsWith("{") ? "" : word(segments.get(i), next.startsWith("{")));
        }
        return id.toString();
    }

    private static String word(String segment, boolean one) {
        String word = one ? segment.replaceAll("ies$", "y").replaceAll("s$", "") : segment;
        return Arrays.stream(word.split("-")).map(StringUtils::capitalize).collect(Collectors.joining());
    }
}
