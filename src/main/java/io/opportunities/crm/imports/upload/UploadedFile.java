package io.opportunities.crm.imports.upload;

import io.opportunities.crm.imports.file.Encoding;
import io.opportunities.crm.imports.file.EncodingFinder;
import java.nio.charset.Charset;

/**
 * A file that is stored.
 *
 * @param id of its pieces
 * @param head the beginning of it
 * @param json whether it came as lines of JSON
 */
public record UploadedFile(long id, long size, byte[] head, EncodingFinder encoding, boolean json) {

    /** @param named the encoding of a file that no rule recognises */
    public Encoding encoding(Charset named) {
        return encoding.found(named);
    }

    public boolean isWhole() {
        return head.length == size;
    }
}
