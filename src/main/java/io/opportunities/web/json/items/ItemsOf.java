package io.opportunities.web.json.items;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the type of each item of {@link JsonItems}, for the documentation. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ItemsOf {

    Class<? extends Record> value();

    /** The maximum number of items. */
    int max();
}
