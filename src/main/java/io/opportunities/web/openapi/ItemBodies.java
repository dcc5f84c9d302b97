package io.opportunities.web.openapi;

import io.opportunities.web.json.items.ItemsOf;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.function.Predicate;

/** Documents a body of many items: an array, or a line for each. */
final class ItemBodies {

    private ItemBodies() {}

    static Content of(ItemsOf items, Descriptions texts) {
        Schema<?> item = new Schema<>().$ref(RecordSchemas.REFERENCE + RecordSchemas.name(items.value()));
        Schema<?> all = TypeSchemas.typed("array").items(item).minItems(1).maxItems(items.max());
        String example = items.value().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class).example();
        return new Content()
                .addMediaType("application/json", new MediaType().schema(all).addExamples("example",
                        new Example().summary("Works on a new company").value(texts.json("[" + example + "]"))))
                .addMediaType("application/x-ndjson", new MediaType().schema(item));
    }

    /** Adds the example of a record, or of a file where the body is one. */
    static void addExample(Map<String, MediaType> content, String example, Descriptions texts) {
        Predicate<String> isText = type -> type.startsWith("text/");
        boolean file = content.keySet().stream().anyMatch(isText);
        content.entrySet().stream().filter(body -> isText.test(body.getKey()) == file).forEach(body -> body.getValue()
                .addExamples("example", new Example().summary("Works on a new company").value(file ? example : texts.json(example))));
    }
}
