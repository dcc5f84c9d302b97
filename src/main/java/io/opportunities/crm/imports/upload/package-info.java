/** Uploaded files, stored in pieces: from the body of a request to a stream of bytes from any place. Uses {@code file}. */
@NullMarked
package io.opportunities.crm.imports.upload;

import org.jspecify.annotations.NullMarked;
