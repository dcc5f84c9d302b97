package io.opportunities.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the statements of one request, as the server logged them with their parameters, into a pgbench script. Where the number of the
 * request stood in a parameter, {@code :n} stands; where its id, {@code :k}; where the id that an insert returned, {@code :o_id}. All else
 * but nulls, empty texts and the present time is sent as the parameter that it came as: a constant in its place would let PostgreSQL plan
 * once what it has to plan each time.
 */
final class Capture {

    private static final Pattern EXECUTED = Pattern.compile("(?s)(?:execute [^:]+|statement): (.*)");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    /** Of the requests of a second, one sends these. */
    private static final List<String> NOW_AND_THEN = List.of("caller_of_token", "note_key_use", "set lock_timeout");

    private final Postgres server;
    private final String database;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private long fresh = 4_000_100;

    Capture(Postgres server, String database) {
        this.server = server;
        this.database = database;
    }

    /** What the scripts take for granted: the values of their variables, by name. */
    Map<String, String> variables() {
        return Collections.unmodifiableMap(variables);
    }

    String script(ServiceProcess service, Request request, Numbers numbers) throws IOException, InterruptedException, SQLException {
        // once without a look, so that what is kept between requests is there
        send(service, request, numbers);
        server.run("postgres", "alter system set log_statement = 'all'; select pg_reload_conf()");
        Thread.sleep(1500);
        send(service, request, numbers);
        Thread.sleep(500);
        int before = server.log().size();
        Sent sent = send(service, request, numbers);
        Thread.sleep(1500);
        List<String> logged = server.log();
        server.run("postgres", "alter system reset log_statement; select pg_reload_conf()");
        Thread.sleep(500);
        StringBuilder script = new StringBuilder();
        boolean begun = false;
        for (String line : logged.subList(before, logged.size())) {
            JsonNode entry = JsonMapper.shared().readTree(line);
            Matcher executed = EXECUTED.matcher(entry.path("message").asString());
            if (entry.path("dbname").asString().equals(database) && executed.matches() && !executed.group(1).isBlank()
                    && NOW_AND_THEN.stream().noneMatch(executed.group(1)::contains)) {
                boolean begins = executed.group(1).startsWith("BEGIN");
                // the driver sends it together with the first statement
                script.append(begins ? "\\startpipeline\n" : "").append(statement(executed.group(1), entry.path("detail").asString(), sent))
                        .append(begun ? "\n\\endpipeline\n" : "\n");
                begun = begins;
            }
        }
        if (sent.isNew != script.toString().contains("insert into opportunity (")) {
            throw new IllegalStateException("the request was not what it should have been:\n" + script);
        }
        return script.toString();
    }

    private Sent send(ServiceProcess service, Request request, Numbers numbers) throws IOException, InterruptedException {
        long k = 0;
        long n = 0;
        switch (request.numbers()) {
            case FRESH, TWICE -> n = ++fresh;
            case ANY -> k = 4321;
            case NEXT -> {
                k = numbers.forService(Request.Numbers.NEXT) + 1;
                numbers.serviceTook(Request.Numbers.NEXT, 1);
            }
        }
        if (k > 0) {
            n = Numbers.DATA + k;
        }
        Request filled = request.with(n, k);
        JsonNode answer = JsonMapper.shared().readTree(service.call(filled.method(), filled.path(), filled.body()));
        return new Sent(n, answer.path("id").asLong(0), k == 0, answer.path("contacts").valueStream().mapToLong(JsonNode::asLong).boxed()
                .collect(Collectors.toSet()));
    }

    private String statement(String sql, String detail, Sent sent) throws SQLException {
        List<String> values = new ArrayList<>();
        Matcher parameters = PARAMETER.matcher(detail);
        while (parameters.find()) {
            values.add(parameters.group(2));
        }
        List<String> types = values.isEmpty() ? List.of() : types(sql);
        StringBuilder filled = new StringBuilder();
        Matcher places = Pattern.compile("\\$(\\d+)").matcher(sql);
        while (places.find()) {
            int index = Integer.parseInt(places.group(1)) - 1;
            places.appendReplacement(filled, Matcher.quoteReplacement(value(values.get(index), types.get(index), sent)));
        }
        places.appendTail(filled);
        boolean returning = sent.isNew && sql.startsWith("insert into opportunity (");
        return filled + (returning ? " \\gset o_" : ";");
    }

    private List<String> types(String sql) throws SQLException {
        try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
            statement.execute("prepare captured as " + sql);
            try (ResultSet row = statement.executeQuery("select parameter_types::text[] from pg_prepared_statements where name = 'captured'")) {
                row.next();
                return Arrays.asList((String[]) row.getArray(1).getArray());
            }
        }
    }

    private String value(String logged, String type, Sent sent) {
        if (logged.equals("NULL")) {
            return "cast(null as " + type + ")";
        }
        String text = logged.substring(1, logged.length() - 1);
        if (type.startsWith("timestamp") && text.startsWith(LocalDate.now(ZoneOffset.UTC).toString())) {
            return "now()";
        }
        if (type.equals("bigint[]") && text.length() > 20) {
            return IntStream.range(0, text.split(",").length).mapToObj("hashtextextended(cast(:n as text), %d)"::formatted)
                    .collect(Collectors.joining(", ", "array[", "]"));
        }
        if (sent.isNew && text.equals(String.valueOf(sent.id))) {
            return "cast(:o_id as " + type + ")";
        }
        if (!sent.isNew && text.equals(String.valueOf(sent.n - Numbers.DATA))) {
            return "cast(:k as " + type + ")";
        }
        if (sent.isNew && type.equals("bigint") && sent.contacts.contains(parsed(text))) {
            return "cast(:n as bigint)";
        }
        if (text.contains(String.valueOf(sent.n))) {
            return "cast('" + text.replace(String.valueOf(sent.n), "' || cast(:n as text) || '") + "' as " + type + ")";
        }
        if (text.isEmpty()) {
            return "cast('' as " + type + ")";
        }
        String variable = "v" + variables.size();
        variables.put(variable, text.replace("''", "'"));
        return "cast(:" + variable + " as " + type + ")";
    }

    private static long parsed(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    /** @param n the number in its keys; @param id that it was answered with; @param contacts that were made for it */
    private record Sent(long n, long id, boolean isNew, Set<Long> contacts) {}
}
