/** The workflows that records run through, phase by phase. */
@NullMarked
package io.opportunities.workflow;

import org.jspecify.annotations.NullMarked;
