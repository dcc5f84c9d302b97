package io.opportunities.common.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Normalises phone numbers for comparison, in any format that people and their spreadsheets write.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
 */
@Component
public final class PhoneNumbers {

    private static final int MIN_DIGITS = 3;
    private static final int MIN_LENGTH = 7;
    /** More digits behind a number are another number. */
    private static final int MAX_EXTENSION = 7;
    private static final int MAX_FOUND = 10;
    private static final int MAX_PARTS = 12;
    static final Set<String> PLACEHOLDERS = BundledList.of("phones");
    /** Where a word touches a number: no number is found in 615-555-0134or. */
    private static final Pattern WORD_AT_NUMBER = Pattern.compile("(?<=\\d)(?=\\p{L})");
    /** Where a text may be cut: at a mark between numbers, before a word, behind it, at the end; not between the groups of a number. */
    private static final Pattern CUT = Pattern
            .compile("\\s*[/,;|&]\\s*|\\s+(?=[(\"']?\\p{L})|(?<=\\p{L}[^\\p{L}\\p{Nd}\\s]{0,2})\\s+|(?<=\\d)(?=\\p{L})|$");
    /** Letters behind all digits, which they complete. */
    private static final Pattern LETTERS_LAST = Pattern.compile("[^A-Za-z]*[A-Za-z]\\P{Nd}*");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    public PhoneNumbers(PhoneSettings settings) {
        this.region = settings.phoneRegion();
    }

    /** Returns whether a text has at least three digits, as any phone number does. */
    public static boolean isPhone(String written) {
        return digits(written).length() >= MIN_DIGITS;
    }

    /**
     * Returns the key for comparison: E.164, with {@code ;ext=} for an extension, of the first of these. The whole text as a possible
     * number, valid or not. The first valid number in it. The first possible one in it. The first one with a country code, but no plus sign.
     * Otherwise the key is the digits.
     *
     * @return null for a text that names no number: fewer than three digits, a rounded one, or a placeholder such as 000-000-0000
     */
    public @Nullable String key(String written) {
        if (!isPhone(written)) {
            return null;
        }
        String text = SpreadsheetNumber.undone(written.replace('_', ' '));
        return text == null ? null : keyOfText(text);
    }

    /** Returns its digits in ASCII. */
    public static String digits(String written) {
        StringBuilder digits = new StringBuilder();
        written.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    private @Nullable String keyOfText(String text) {
        Optional<PhoneNumber> number = whole(text).or(() -> firstValid(text)).or(() -> firstPart(text, this::whole))
                .or(() -> firstPart(text, this::fromAbroad));
        String digits = number.map(numbers::getNationalSignificantNumber).orElseGet(() -> digits(text));
        if (isPlaceholder(digits) || isPlaceholder(digits(text))) {
            return null;
        }
        return number.map(found -> numbers.format(found, PhoneNumberFormat.E164)
                + (found.hasExtension() ? ";ext=" + found.getExtension() : "")).orElse(digits);
    }

    /** Returns the number that the whole text is. Letters count only where they complete it, as in 1-800-FLOWERS. */
    private Optional<PhoneNumber> whole(String text) {
        return parsed(text).filter(number -> number.getExtension().length() <= MAX_EXTENSION)
                .flatMap(number -> isSpelled(number, text) ? vanity(number, text) : Optional.of(number).filter(this::isPossible));
    }

    /** Returns whether letters became digits of the number. */
    private boolean isSpelled(PhoneNumber number, String text) {
        return text.chars().anyMatch(PhoneNumbers::isLetter) && !digits(text).contains(numbers.getNationalSignificantNumber(number));
    }

    /** Returns a number whose letters complete it. It is too short without them, and more of them than needed are not dialled. */
    private Optional<PhoneNumber> vanity(PhoneNumber number, String text) {
        String national = numbers.getNationalSignificantNumber(number);
        int letters = (int) text.chars().filter(PhoneNumbers::isLetter).count();
        String figures = national.substring(0, Math.max(0, national.length() - letters));
        boolean completed = LETTERS_LAST.matcher(text).matches()
                && parsed(figures).map(numbers::isPossibleNumberWithReason).filter(ValidationResult.TOO_SHORT::equals).isPresent();
        return completed && (numbers.isValidNumber(number) || numbers.truncateTooLongNumber(number))
                ? Optional.of(number)
                : Optional.empty();
    }

    private Optional<PhoneNumber> firstValid(String text) {
        Iterator<PhoneNumberMatch> found = numbers
                .findNumbers(WORD_AT_NUMBER.matcher(text).replaceAll(" "), region, Leniency.VALID, MAX_FOUND).iterator();
        return found.hasNext() ? Optional.of(found.next().number()) : Optional.empty();
    }

    /** Returns the first number that a part of the text is, of those the longest part, so that it has its extension. */
    private Optional<PhoneNumber> firstPart(String text, Function<String, Optional<PhoneNumber>> read) {
        List<MatchResult> cuts = CUT.matcher(text).results().limit(MAX_PARTS).toList();
        return IntStream.rangeClosed(0, cuts.size() - 1).boxed()
                .flatMap(first -> IntStream.iterate(cuts.size() - 1, last -> last >= first, last -> last - 1)
                        .mapToObj(last -> text.substring(first == 0 ? 0 : cuts.get(first - 1).end(), cuts.get(last).start())))
                .filter(part -> hasNumber(part)).map(read).flatMap(Optional::stream).findFirst();
    }

    private static boolean hasNumber(String part) {
        return part.chars().filter(c -> Character.isLetterOrDigit(c)).count() >= MIN_LENGTH && isPhone(part);
    }

    /** Returns the number of a text that begins with 00 or with a country code: 001 208 555 0100, 44 20 7946 0958. */
    private Optional<PhoneNumber> fromAbroad(String text) {
        String number = text.replaceFirst("^[^\\p{Nd}]*+", "");
        return number.startsWith("00")
                ? parsed("+" + number.substring(2)).filter(this::isPossible)
                : parsed("+" + number).filter(numbers::isValidNumber);
    }

    private Optional<PhoneNumber> parsed(String text) {
        try {
            return Optional.of(numbers.parse(text, region));
        } catch (NumberParseException notParsed) {
            return Optional.empty();
        }
    }

    private boolean isPossible(PhoneNumber number) {
        return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private static boolean isPlaceholder(String digits) {
        return PLACEHOLDERS.contains(digits) || digits.chars().allMatch(digit -> digit == digits.charAt(0));
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
