/** The operator's side of the service; may use every other group, and none uses it. No class is directly in here. */
@NullMarked
package io.opportunities.operator;

import org.jspecify.annotations.NullMarked;
