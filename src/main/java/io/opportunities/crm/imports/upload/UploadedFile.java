package io.opportunities.crm.imports.upload;

import io.opportunities.crm.imports.file.Encoding;
import io.opportunities.crm.imports.file.EncodingFinder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.Charset;

/** A file that is stored. For clients it is the text of a body. */
@Schema(implementation = String.class, example = UploadedFile.EXAMPLE)
public final class UploadedFile {

    static final String EXAMPLE = """
            Title,Address,Trades
            Replace roof,"520 B Benton Ave, Nashville, TN 37204",Roofing
            """;

    private final long id;
    private final long size;
    private final byte[] head;
    private final EncodingFinder encoding;
    private final boolean json;

    /**
     * @param id of its pieces
     * @param head the beginning of it
     * @param json whether it came as lines of JSON
     */
    UploadedFile(long id, long size, byte[] head, EncodingFinder encoding, boolean json) {
        this.id = id;
        this.size = size;
        this.head = head;
        this.encoding = encoding;
        this.json = json;
    }

    public long id() {
        return id;
    }

    public long size() {
        return size;
    }

    public byte[] head() {
        return head;
    }

    public boolean json() {
        return json;
    }

    /** @param named the encoding of a file that no rule recognises */
    public Encoding encoding(Charset named) {
        return encoding.found(named);
    }

    public boolean isWhole() {
        return head.length == size;
    }
}
