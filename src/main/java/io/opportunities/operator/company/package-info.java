/** Companies: bootstrap, demo data, and the endpoint that creates them. Uses every package that it fills. */
@NullMarked
package io.opportunities.operator.company;

import org.jspecify.annotations.NullMarked;
