#!/usr/bin/env bash
# libphonenumber 9.0.43 (https://github.com/google/libphonenumber)
# Guess:   6.15555013E9, which is how a spreadsheet writes 6155550130, is that number, or no number.
# Seen:    a valid number, but that of another person: the point and the E are dropped, and the exponent is the last digit.
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
        for (String text : new String[]{"6155550130", "6.15555013E9"}) {
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
6155550130 -> +16155550130, valid: true
6.15555013E9 -> +16155550139, valid: true
OUT
)
[ "$seen" = "$expected" ] || { echo "changed: expected" >&2; echo "$expected" >&2; exit 1; }
