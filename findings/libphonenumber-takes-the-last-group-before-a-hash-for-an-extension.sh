#!/usr/bin/env bash
# libphonenumber 9.0.43 (https://github.com/google/libphonenumber)
# Guess:   a hash behind the number, as of a keypad, is dropped.
# Seen:    the last group is an extension, of a number of six digits.
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
        for (String text : new String[]{"615-555-0134", "615-555-0134#"}) {
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
615-555-0134 -> +16155550134, valid: true
615-555-0134# -> +1615555 extension 0134, valid: false
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
