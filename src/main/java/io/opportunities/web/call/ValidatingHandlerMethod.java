package io.opportunities.web.call;

import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Calls a handler only with valid arguments, unless it takes the {@link Violations} itself to add its own. It reports ignored members and
 * query parameters in a header, or rejects them.
 */
final class ValidatingHandlerMethod extends ServletInvocableHandlerMethod {

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
            unknownMembers(response, violations);
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

    private static void unknownMembers(HttpServletResponse response, Violations violations) {
        List<String> members = violations.ignoredMembers();
        if (UnknownMembers.areRejected(CurrentRequest.request())) {
            response.setHeader("Preference-Applied", "handling=strict");
            UnknownMembers.reject(members, violations);
        } else {
            UnknownMembers.report(members, response);
        }
    }
}
