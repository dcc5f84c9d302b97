package io.opportunities.crm.property;

import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on properties and their options. */
@Configuration(proxyBeanMethods = false)
class PropertyConstraints {

    @Bean
    ConstraintError propertyKeyName() {
        return ConstraintError.taken("property_key_name_uk", "keyName");
    }

    @Bean
    ConstraintError propertyRoom() {
        return ConstraintError.conflict("property_room", "the company has all the properties of this record type that it can have");
    }

    @Bean
    ConstraintError propertyOptionRoom() {
        return ConstraintError.conflict("property_option_room", "the property has all the options it can have");
    }

    @Bean
    ConstraintError propertyOptionsRoom() {
        return ConstraintError.conflict("property_options_room",
                "the properties of the company have all the options they can have together");
    }
}
