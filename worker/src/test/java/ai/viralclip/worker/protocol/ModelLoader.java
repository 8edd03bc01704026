package ai.viralclip.worker.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.Set;

/**
 * Loads the worker's classes a second time, as they are compiled but for this: what sleeps, waits, looks at the time or
 * makes a client of the brokers does so in {@link Turns}. Nothing in the worker's sources knows of it.
 *
 * <p>Monitors are left out: one thread runs at a time, and none loses its turn but where it waits. Sets and maps that
 * the JDK iterates in another order in each process keep the order they were made in.
 */
final class ModelLoader extends ClassLoader {

    private static final String OURS = "ai.viralclip.";
    private static final ClassDesc TURNS = ClassDesc.of(Turns.class.getName());

    /** Static methods, by owner and name: {@link Turns} has one of the same name for each that is called. */
    private static final Map<String, Set<String>> STATIC = Map.of(
            "java/lang/Thread", Set.of("sleep"),
            "java/lang/System", Set.of("nanoTime"),
            "java/util/Set", Set.of("copyOf"),
            "java/util/Map", Set.of("copyOf"),
            "java/util/stream/Collectors", Set.of("toUnmodifiableSet", "groupingBy"),
            "org/apache/kafka/clients/admin/Admin", Set.of("create"));

    private static final Set<String> WAITING = Set.of("wait", "notifyAll");

    /** Until it is woken, and so many milliseconds at most. */
    private static final Set<String> WAITS = Set.of("()V", "(J)V");

    ModelLoader(ClassLoader parent) {
        super("model", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = name.equals(Turns.class.getName()) ? file.readAllBytes() : inTurns(file.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] inTurns(byte[] compiled) {
        ClassFile files = ClassFile.of(ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
        ClassModel model = files.parse(compiled);
        return files.transformClass(model, withoutMonitors().andThen(ClassTransform.transformingMethodBodies(CALLS)));
    }

    private static ClassTransform withoutMonitors() {
        return (builder, element) -> {
            if (element instanceof MethodModel method && method.flags().has(AccessFlag.SYNCHRONIZED)) {
                int flags = method.flags().flagsMask() & ~ClassFile.ACC_SYNCHRONIZED;
                builder.withMethod(
                        method.methodName(),
                        method.methodType(),
                        flags,
                        to -> method.forEach(part -> {
                            if (!(part instanceof java.lang.classfile.AccessFlags)) {
                                to.with(part);
                            }
                        }));
            } else {
                builder.with(element);
            }
        };
    }

    private static final CodeTransform CALLS = ModelLoader::replace;

    private static void replace(CodeBuilder code, CodeElement element) {
        switch (element) {
            case MonitorInstruction _ -> code.pop();
            case InvokeInstruction call
            when call.opcode() == Opcode.INVOKESTATIC
                    && STATIC.getOrDefault(call.owner().asInternalName(), Set.of())
                            .contains(call.name().stringValue()) ->
                code.invokestatic(TURNS, call.name().stringValue(), call.typeSymbol());
            case InvokeInstruction call
            when call.opcode() == Opcode.INVOKEVIRTUAL
                    && WAITING.contains(call.name().stringValue())
                    && WAITS.contains(call.type().stringValue()) ->
                code.invokestatic(
                        TURNS,
                        call.name().stringValue() + "On",
                        MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;"
                                + call.type().stringValue().substring(1)));
            default -> code.with(element);
        }
    }
}
