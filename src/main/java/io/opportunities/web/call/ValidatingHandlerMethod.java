package io.opportunities.web.call;

import io.opportunities.common.Text;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
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
 * Calls a handler only with valid arguments, unless it takes the {@link Violations} itself to add its own. It reports ignored members and
 * query parameters in a header, or rejects them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240, the Prefer header</a>
 */
final class ValidatingHandlerMethod extends ServletInvocableHandlerMethod {

    private static final int MAX_REPORTED_NAMES = 20;

    private final List<CallInterceptor> around;

    /** @param around the outermost first */
    ValidatingHandlerMethod(HandlerMethod handler, List<CallInterceptor> around) {
        super(handler);
        this.around = around;
    }

    @Override
    protected @Nullable Object[] getMethodArgumentValues(NativeWebRequest request, @Nullable ModelAndViewContainer container,
            @Nullable Object... provided) throws Exception {
        @Nullable
        Object[] arguments = super.getMethodArgumentValues(request, container, provided);
        Violations violations = CurrentRequest.violations();
        if (WebConfiguration.isApiHandler(getBeanType())) {
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
        HttpServletRequest request = CurrentRequest.request();
        Violations violations = CurrentRequest.violations();
        List<Violation> before = violations.all();
        Callable<@Nullable Object> call = () -> {
            violations.returnTo(before);
            return super.doInvoke(arguments);
        };
        for (CallInterceptor one : around.reversed()) {
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
            response.setHeader("X-Ignored-Fields", members.stream().limit(MAX_REPORTED_NAMES).map(ValidatingHandlerMethod::headerSafe)
                    .collect(Collectors.joining(", ")));
        }
    }

    /** Returns a name in a form that is safe for a header: percent-encoded beyond plain ASCII, and truncated. */
    private static String headerSafe(String member) {
        String prefix = member.substring(0, member.offsetByCodePoints(0, Math.min(64, Text.length(member))));
        return URLEncoder.encode(prefix, StandardCharsets.UTF_8);
    }

    private static boolean isStrict(NativeWebRequest request) {
        String[] preferences = request.getHeaderValues("Prefer");
        return preferences != null && Arrays.stream(preferences)
                .flatMap(value -> Arrays.stream(value.split("[,;]")))
                .map(value -> value.replace(" ", "").replace("\"", ""))
                .anyMatch("handling=strict"::equalsIgnoreCase);
    }
}
