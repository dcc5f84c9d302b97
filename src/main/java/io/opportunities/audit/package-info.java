/** The record of who came with which key or password: written beside the requests, read by admins. */
@NullMarked
package io.opportunities.audit;

import org.jspecify.annotations.NullMarked;
