package io.opportunities.crm.property;

import io.opportunities.crm.property.value.ReservedKeyNames;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.opportunities.web.query.QueryParameters;
import io.opportunities.web.query.QueryRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Properties")
class PropertyController {

    private final PropertyWriter properties;
    private final List<ReservedKeyNames> members;

    PropertyController(PropertyWriter properties, List<ReservedKeyNames> members) {
        this.properties = properties;
        this.members = members;
    }

    @PostMapping("/properties")
    @Operation(summary = "Add a custom property (admins)")
    ResponseEntity<PropertyResponse> create(@RequestBody PropertyRequest request, Violations violations) {
        PropertyDraft draft = request.toDraft(violations);
        draft.checkKey(members, violations);
        VersionedResponse<PropertyResponse> property = properties.create(draft, violations);
        return property.created("/properties/" + property.body().id());
    }

    @GetMapping("/properties")
    @Operation(summary = "List custom properties by record type")
    Map<String, List<PropertyResponse>> list(Filter filter) {
        return properties.byRecordType(filter.recordTypes());
    }

    @GetMapping("/properties/{id}")
    @Operation(summary = "Get a custom property")
    ResponseEntity<PropertyResponse> byId(@PathVariable long id) {
        return properties.byId(id).toResponseEntity();
    }

    @PatchMapping("/properties/{id}")
    @Operation(summary = "Change a custom property and its options (admins)")
    ResponseEntity<PropertyResponse> change(@PathVariable long id, @RequestBody PropertyRequest request,
            @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        return properties.change(id, request.toChange(), ifMatch, violations).toResponseEntity();
    }

    @DeleteMapping("/properties/{id}")
    @Operation(summary = "Take a custom property out of use; its values are kept (admins)")
    PropertyResponse remove(@PathVariable long id, @RequestHeader(name = "If-Match", defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return properties.remove(id, ifMatch);
    }

    /** The requested record types; an empty list means all. */
    record Filter(List<String> recordTypes) {

        static Filter from(QueryParameters query) {
            return new Filter(
                    query.listOf("record_type", List.of("account", "opportunity", "project", "vendor", "ahj", "client", "request")));
        }
    }

    /** Registers the filter as a handler parameter. */
    @Configuration(proxyBeanMethods = false)
    static class Arguments {

        @Bean
        QueryRecord<Filter> propertyFilter() {
            return new QueryRecord<>(Filter.class, Filter::from);
        }
    }
}
