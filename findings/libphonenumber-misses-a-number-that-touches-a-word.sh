#!/usr/bin/env bash
# libphonenumber 9.0.43 (https://github.com/google/libphonenumber)
# Guess:   of two numbers that a word joins, as a person types them in one field, the first is found, or both.
# Seen:    only the second. A number that touches a letter behind it is left out at any leniency from VALID on; one with a space is found.
# Needs a JDK 17 or newer and Maven.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
for artifact in com.googlecode.libphonenumber:libphonenumber:9.0.43; do
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" -DoutputDirectory="$dir/lib" >/dev/null
done
cat >Run.java <<'JAVA'
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;

class Run {
    public static void main(String[] args) {
        for (String text : new String[]{"(615)555-0134or(615)555-0199", "(615)555-0134 or (615)555-0199", "615-555-0134cell"}) {
            var found = new StringBuilder();
            for (var match : PhoneNumberUtil.getInstance().findNumbers(text, "US", Leniency.VALID, 10)) {
                found.append(' ').append(match.rawString());
            }
            System.out.println(text + " ->" + found);
        }
    }
}
JAVA
seen=$(java -cp 'lib/*' Run.java 2>/dev/null)
echo "$seen"
expected=$(cat <<'OUT'
(615)555-0134or(615)555-0199 -> (615)555-0199
(615)555-0134 or (615)555-0199 -> (615)555-0134 (615)555-0199
615-555-0134cell ->
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
