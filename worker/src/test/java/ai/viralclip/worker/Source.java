package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A file of this repository, as the compiler reads it before it knows any type. */
record Source(Path path, CompilationUnitTree tree, SourcePositions positions) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    /** All under a folder such as {@code src/main/java}, of whichever module. */
    static List<Source> under(String folder) {
        Path wanted = Path.of(folder);
        try (Stream<Path> files = Files.walk(ROOT)) {
            return read(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> isOurs(file) && contains(file, wanted))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> read(List<Path> paths) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new Source(Path.of(unit.getSourceFile().toUri()), unit, positions));
            }
            return sources;
        }
    }

    private static boolean isOurs(Path file) {
        return StreamSupport.stream(ROOT.relativize(file).spliterator(), false)
                .noneMatch(part -> NOT_OURS.contains(part.toString()));
    }

    private static boolean contains(Path file, Path folder) {
        return file.toString().contains("/" + folder + "/");
    }

    /** Without its ending: that of its outermost class. */
    String name() {
        return path.getFileName().toString().replace(".java", "");
    }

    boolean isOf(String folder) {
        return ROOT.relativize(path).startsWith(folder);
    }

    int lines() {
        try {
            return Files.readAllLines(path).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those between its first and its last. */
    long linesWithin(Tree part) {
        LineMap lines = tree.getLineMap();
        return lines.getLineNumber(positions.getEndPosition(tree, part)) - line(part) - 1;
    }

    /** As a reader finds it. */
    String place(Tree part) {
        return this + ":" + line(part);
    }

    private long line(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    /** Shows each method and constructor, with the class that has it. */
    void methods(BiConsumer<ClassTree, MethodTree> each) {
        new TreePathScanner<Object, Object>() {
            @Override
            public Object visitMethod(MethodTree method, Object nothing) {
                each.accept((ClassTree) getCurrentPath().getParentPath().getLeaf(), method);
                return super.visitMethod(method, nothing);
            }
        }.scan(tree, "");
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
