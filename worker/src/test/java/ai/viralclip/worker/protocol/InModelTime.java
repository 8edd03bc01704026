package ai.viralclip.worker.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test method in the twin of its class that {@link ModelLoader} makes, where time and waiting are a model's.
 */
final class InModelTime implements InvocationInterceptor {

    private static final ModelLoader LOADER = new ModelLoader(InModelTime.class.getClassLoader());

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        inTwin(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        inTwin(invocation, context);
    }

    private static void inTwin(Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> context)
            throws Throwable {
        invocation.skip();
        Class<?> twin = LOADER.loadClass(context.getTargetClass().getName());
        Constructor<?> made = twin.getDeclaredConstructor();
        made.setAccessible(true);
        Method method = twin.getDeclaredMethod(
                context.getExecutable().getName(), context.getExecutable().getParameterTypes());
        method.setAccessible(true);
        try {
            method.invoke(made.newInstance(), context.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
