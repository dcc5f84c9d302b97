#!/usr/bin/env bash
# libphonenumber 9.0.43 (https://github.com/google/libphonenumber)
# Guess:   a note behind a complete number is dropped, as one letter is.
# Seen:    three letters and more are keypad digits, also in parentheses and where the number is complete: (cell) is 2355.
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
    public static void main(String[] args) throws Exception {
        var util = PhoneNumberUtil.getInstance();
        for (String text : new String[]{"615-555-0134 c", "615-555-0134 (cell)", "615-555-0134 ext"}) {
            var number = util.parse(text, "US");
            System.out.println(text + " -> " + util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                    + (number.hasExtension() ? " extension " + number.getExtension() : "") + ", valid: " + util.isValidNumber(number));
        }
    }
}
JAVA
seen=$(java -cp 'lib/*' Run.java 2>/dev/null)
echo "$seen"
expected=$(cat <<'OUT'
615-555-0134 c -> +16155550134, valid: true
615-555-0134 (cell) -> +161555501342355, valid: false
615-555-0134 ext -> +16155550134398, valid: false
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
