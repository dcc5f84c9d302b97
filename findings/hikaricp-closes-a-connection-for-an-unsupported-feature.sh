#!/usr/bin/env bash
# HikariCP 7.0.2 (https://github.com/brettwooldridge/HikariCP, ProxyConnection.ERROR_STATES), with H2 2.4.240
# Guess:   a statement that the database does not support (SQLSTATE 0A000) fails, as a syntax error (42601) does, and the connection goes on.
# Seen:    the connection is closed at once, so the rest of the transaction fails with "connection is closed" and hides the reason. Where a
#          database plans by parts, as Citus does, 0A000 is an ordinary answer.
# Needs a JDK 17 or newer and Maven.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
for artifact in com.zaxxer:HikariCP:7.0.2 com.h2database:h2:2.4.240 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" -DoutputDirectory="$dir/lib" >/dev/null
done
cat >Run.java <<'JAVA'
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

public class Run {
    public static void main(String[] args) throws Exception {
        for (String state : new String[]{"42601", "40001", "0A000"}) {
            try (var pool = new HikariDataSource()) {
                pool.setJdbcUrl("jdbc:h2:mem:pool");
                try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
                    statement.execute("create alias fail as 'void fail(String state) throws java.sql.SQLException {"
                            + " throw new java.sql.SQLException(\"no\", state); }'");
                    try {
                        statement.execute("call fail('" + state + "')");
                    } catch (SQLException expected) {
                        System.out.println(expected.getSQLState() + " -> closed: " + connection.isClosed());
                    }
                }
            }
        }
    }
}
JAVA
seen=$(java -cp 'lib/*' Run.java 2>/dev/null)
echo "$seen"
expected=$(cat <<'OUT'
42601 -> closed: false
40001 -> closed: false
0A000 -> closed: true
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
