#!/usr/bin/env bash
# libphonenumber 9.0.43 (https://github.com/google/libphonenumber)
# Guess:   findNumbers finds the phone number in "$18,500.00 615 555 0134", as it does where a word stands between them.
# Seen:    none: the amount and the number are taken for one candidate, which is no number, and its parts are not tried.
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

class Run {
    public static void main(String[] args) {
        for (String text : new String[]{"$18,500.00 call 615 555 0134", "$18,500.00 615 555 0134"}) {
            var found = new java.util.ArrayList<String>();
            PhoneNumberUtil.getInstance().findNumbers(text, "US").forEach(match -> found.add(match.rawString()));
            System.out.println(text + " -> " + found);
        }
    }
}
JAVA
seen=$(java -cp 'lib/*' Run.java 2>/dev/null)
echo "$seen"
expected=$(cat <<'OUT'
$18,500.00 call 615 555 0134 -> [615 555 0134]
$18,500.00 615 555 0134 -> []
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
