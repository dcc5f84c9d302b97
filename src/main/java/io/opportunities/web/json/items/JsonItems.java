package io.opportunities.web.json.items;

import io.opportunities.web.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many JSON objects in one body: the elements of an array, or lines. It has the bytes and the places of the items, which are read one by
 * one, so that a large body needs no more memory than its length.
 */
public final class JsonItems {

    /** More are counted, but have no place. */
    private static final int MAX_PLACES = 1_001;

    private final byte[] body;
    private final List<Place> places = new ArrayList<>();
    private int size;

    private JsonItems(byte[] body) {
        this.body = body;
    }

    /**
     * Where an item is in the body.
     *
     * @param length 0 if it is no object
     * @param line from 1; null in an array
     */
    public record Place(int from, int length, @Nullable Integer line) {}

    /** @throws ApiException 400 if the body is no JSON array */
    static JsonItems ofArray(byte[] body, JsonMapper mapper) {
        JsonItems items = new JsonItems(body);
        try (JsonParser parser = mapper.tokenStreamFactory().createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw ApiException.invalidJson("the body must be a JSON array of objects, or a line for each (application/x-ndjson)");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                boolean object = parser.currentToken() == JsonToken.START_OBJECT;
                parser.skipChildren();
                items.add(from, object ? (int) parser.currentLocation().getByteOffset() - from : 0, null);
            }
            if (parser.nextToken() != null) {
                throw ApiException.invalidJson("the body has text after the end of its array");
            }
        } catch (JacksonException broken) {
            throw ApiException.unreadable(broken);
        }
        return items;
    }

    /** Blank lines count as lines, but not as items. */
    static JsonItems ofLines(byte[] body) {
        JsonItems items = new JsonItems(body);
        int line = 0;
        for (int from = 0; from < body.length;) {
            int end = from;
            boolean blank = true;
            while (end < body.length && body[end] != '\n') {
                blank &= body[end] == ' ' || body[end] == '\t' || body[end] == '\r';
                end++;
            }
            line++;
            if (!blank) {
                items.add(from, end - from, line);
            }
            from = end + 1;
        }
        return items;
    }

    private void add(int from, int length, @Nullable Integer line) {
        if (places.size() < MAX_PLACES) {
            places.add(new Place(from, length, line));
        }
        size++;
    }

    /** Returns the number of items, of which the first 1,001 have places. */
    public int size() {
        return size;
    }

    public List<Place> places() {
        return List.copyOf(places);
    }

    public byte[] body() {
        return body;
    }
}
