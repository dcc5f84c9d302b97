package io.opportunities.common;

import io.opportunities.common.Violation.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Calls a handler only with arguments that broke no rule, unless it asks for the {@link Violations} itself to add its own; tells the client
 * which members and query parameters were ignored, or refuses them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240, the Prefer header</a>
 */
final class CheckedHandlerMethod extends ServletInvocableHandlerMethod {

    private static final int NAMES_SHOWN = 20;

    private final List<AroundHandler> around;

    /** @param around the outermost first */
    CheckedHandlerMethod(HandlerMethod handler, List<AroundHandler> around) {
        super(handler);
        this.around = around;
    }

    @Override
    protected @Nullable Object[] getMethodArgumentValues(NativeWebRequest request, @Nullable ModelAndViewContainer container,
            @Nullable Object... provided) throws Exception {
        @Nullable
        Object[] arguments = super.getMethodArgumentValues(request, container, provided);
        Violations violations = RequestState.violations();
        if (WebConfiguration.isOurs(getBeanType())) {
            violations.ignoreUnknown(request.getParameterMap().keySet());
        }
        HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
        if (response != null && !violations.ignoredMembers().isEmpty()) {
            unknownMembers(request, response, violations);
        }
        HttpServletRequest sent = request.getNativeRequest(HttpServletRequest.class);
        if (sent != null) {
            around.forEach(one -> one.check(sent, violations));
        }
        if (Arrays.stream(getMethodParameters()).noneMatch(parameter -> parameter.getParameterType() == Violations.class)) {
            violations.rejectIfAny();
        }
        return arguments;
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
        HttpServletRequest request = RequestState.request();
        Violations violations = RequestState.violations();
        List<Violation> before = violations.all();
        Callable<@Nullable Object> call = () -> {
            violations.returnTo(before);
            return super.doInvoke(arguments);
        };
        for (AroundHandler one : around.reversed()) {
            Callable<@Nullable Object> inner = call;
            call = () -> one.call(request, inner);
        }
        return call.call();
    }

    private static void unknownMembers(NativeWebRequest request, HttpServletResponse response, Violations violations) {
        List<String> members = violations.ignoredMembers();
        if (isStrict(request)) {
            response.setHeader("Preference-Applied", "handling=strict");
            members.forEach(member -> violations.add(member, Code.UNKNOWN_MEMBER, "is not known here, and handling=strict was asked for"));
        } else {
            response.setHeader("X-Ignored-Fields", members.stream().limit(NAMES_SHOWN).map(CheckedHandlerMethod::headerSafe)
                    .collect(Collectors.joining(", ")));
        }
    }

    /** A name can hold anything: all but plain ASCII is percent-encoded, and it is cut short. */
    private static String headerSafe(String member) {
        String shown = member.substring(0, member.offsetByCodePoints(0, Math.min(64, Text.length(member))));
        return URLEncoder.encode(shown, StandardCharsets.UTF_8);
    }

    private static boolean isStrict(NativeWebRequest request) {
        String[] preferences = request.getHeaderValues("Prefer");
        return preferences != null && Arrays.stream(preferences)
                .flatMap(value -> Arrays.stream(value.split("[,;]")))
                .map(value -> value.replace(" ", "").replace("\"", ""))
                .anyMatch("handling=strict"::equalsIgnoreCase);
    }
}
