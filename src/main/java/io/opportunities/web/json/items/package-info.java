/** Bodies of many items, and where each begins and ends. Uses {@code web.json}, which reads one item. */
@NullMarked
package io.opportunities.web.json.items;

import org.jspecify.annotations.NullMarked;
