package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * An agent of the JVM by which a process believes that it is another time: what {@code java.time} and
 * {@code System.currentTimeMillis} say there, to the worker and to its libraries. Durations are as ever.
 * {@code java.util.Date} is as ever too: the test's certificate is younger than a clock is wrong, as no certificate in
 * production is.
 */
public final class ShiftedClock implements ClassFileTransformer {

    private static final String READS_THE_CLOCK = "currentTimeMillis";
    private static final ClassDesc INSTANT = ClassDesc.of(Instant.class.getName());
    private static final MethodTypeDesc PLUS_SECONDS = MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long);

    private final long seconds;

    private ShiftedClock(long seconds) {
        this.seconds = seconds;
    }

    /** Called by the JVM, before the program's own main. */
    public static void premain(String seconds, Instrumentation jvm) throws ReflectiveOperationException {
        jvm.addTransformer(new ShiftedClock(Long.parseLong(seconds)), true);
        try {
            jvm.retransformClasses(Clock.class, Class.forName(Clock.class.getName() + "$SystemClock"));
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException("the clock of this JVM cannot be shifted", e);
        }
    }

    /**
     * The settings of a process whose clock is to be wrong.
     *
     * @param by how far it is ahead; negative where it is behind
     * @param directory where the agent is put
     */
    public static Map<String, String> settings(Duration by, Path directory) throws IOException {
        return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + agent(directory) + "=" + by.toSeconds());
    }

    private static Path agent(Path directory) throws IOException {
        Path jar = directory.resolve("shifted-clock.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ShiftedClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        String name = "/" + ShiftedClock.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream self = Objects.requireNonNull(ShiftedClock.class.getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name.substring(1)));
            self.transferTo(out);
        }
        return jar;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> again,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if ("java/time/Clock".equals(name)) {
            return transformed(
                    bytes,
                    ClassTransform.transformingMethodBodies(
                            method -> method.methodName().equalsString("currentInstant"), this::shiftWhatIsReturned));
        }
        return mayReadTheClock(name, bytes)
                ? transformed(bytes, ClassTransform.transformingMethodBodies(this::shiftWhatIsRead))
                : null;
    }

    private static byte[] transformed(byte[] bytes, ClassTransform transform) {
        ClassFile file = ClassFile.of();
        return file.transformClass(file.parse(bytes), transform);
    }

    private static boolean mayReadTheClock(@Nullable String name, byte[] bytes) {
        if (name == null || (name.matches("(java|jdk|sun)/.*") && !name.equals("java/time/Clock$SystemClock"))) {
            return false;
        }
        return new String(bytes, ISO_8859_1).contains(READS_THE_CLOCK);
    }

    private void shiftWhatIsReturned(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            code.loadConstant(seconds).invokevirtual(INSTANT, "plusSeconds", PLUS_SECONDS);
        }
        code.with(element);
    }

    private void shiftWhatIsRead(CodeBuilder code, CodeElement element) {
        code.with(element);
        if (element instanceof InvokeInstruction call
                && call.owner().asInternalName().equals("java/lang/System")
                && call.name().equalsString(READS_THE_CLOCK)) {
            code.loadConstant(Duration.ofSeconds(seconds).toMillis()).ladd();
        }
    }
}
