package io.opportunities.trials;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Payloads of hostile clients: JSON values, texts and whole bodies. */
final class HostilePayloads {

    private static final List<String> VALUES = List.of("null", "true", "1", "-0", "1e400", "-1e-400", "1E+99999999", "0.1e1000000000",
            "123456789012345678901234567890", "9223372036854775808", "12345678901234567890.123456789", "00", "NaN", "Infinity", "+1", ".5",
            "{}", "[]", "[null]", "[[]]", "[{}]", "{\"\":null}", "{\"id\":1}", "[1,\"1\",null,true,{},[]]", "\"\"", "\" \"", "\"null\"",
            "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\\u200b\\ufeff\"", "\"\\u0001\\u001f\\u007f\"",
            "\"'; drop table opportunity; --\"", "\"%s%n${jndi:ldap://localhost/a}#{1+1}\"", "\"<script>alert(1)</script>\"", "\"%\"",
            "\"\\\\\"", "\"_\"", "\"e\\u0301\\u0301\\u0301\"", "\"\ufdfa\ufdfa\"", "\"\ud83c\udfe0\"", "\"-1\"", "\"1e400\"",
            "\"2026-02-30T25:61:61Z\"", "\"+999999999-12-31T23:59:59Z\"", "\"a@b\"", "\"@\"", "\"ACTIVE \"", "'x'", "\"\\x\"", "\"\n\"",
            "\"unterminated", "/* */ 1", "");
    private static final List<String> BODIES = List.of("", " ", "null", "[]", "{}", "\"x\"", "1", "[{}]", "{\"title\"", "{,}", "{}{}",
            "{} x", "\ufeff{}", "{\"__proto__\":{}}", "{\"a\":1,\"a\":2}", "a=b&c=d", "<a/>", "---\na: b");

    private HostilePayloads() {}

    static String value(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "\"" + "x".repeat(1 + random.nextInt(100_000)) + "\"";
            case 1 -> nested(random, "[", "]");
            case 2 -> nested(random, "{\"a\":", "}");
            case 3 -> random.nextInt(20) > 0 ? "[0]" : "[" + "0,".repeat(100_000) + "0]";
            case 4 -> "1".repeat(1 + random.nextInt(2_000));
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    private static String nested(Random random, String open, String close) {
        int depth = 1 + random.nextInt(5_000);
        return open.repeat(depth) + "0" + close.repeat(depth);
    }

    /** Returns the text of a value, for a parameter or header. */
    static String text(Random random) {
        return VALUES.get(random.nextInt(VALUES.size())).replaceAll("^\"|\"$", "");
    }

    /** Creates a body of valid members, with one defect. */
    static byte[] body(Map<String, String> members, Random random) {
        List<String> names = new ArrayList<>(members.keySet());
        String one = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        String fine = FuzzValues.object(members);
        return switch (random.nextInt(10)) {
            case 0 -> BODIES.get(random.nextInt(BODIES.size())).getBytes(StandardCharsets.UTF_8);
            case 1 -> fine.substring(0, random.nextInt(fine.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> (fine.substring(0, fine.length() - 1) + ",\"" + one + "\":1}").getBytes(StandardCharsets.UTF_8);
            case 3 -> fine.getBytes(StandardCharsets.UTF_16);
            case 4 -> scrambled(fine.getBytes(StandardCharsets.UTF_8), random);
            case 5 -> ("{\"" + text(random).replaceAll("[\"\\\\\n]", "") + "\":1," + fine.substring(1)).getBytes(StandardCharsets.UTF_8);
            default -> {
                members.put(one, value(random));
                yield FuzzValues.object(members).getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static byte[] scrambled(byte[] bytes, Random random) {
        for (int i = 0; i <= bytes.length / 50; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
