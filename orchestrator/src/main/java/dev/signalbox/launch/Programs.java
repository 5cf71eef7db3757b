package dev.signalbox.launch;

import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.Literal;
import dev.signalbox.scenario.NativeProgram;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import dev.signalbox.scenario.WorkerDeclaration;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that workers run beside steps: whether they are there, and where. */
final class Programs {
    /** Names the folders and jars with the Java programs of scenarios. */
    static final String PROPERTY = "signalbox.programs";

    /** What a shell takes where there is no PATH. */
    private static final String PATH_DEFAULT = "/usr/local/bin:/bin:/usr/bin";

    private Programs() {}

    /** @throws LaunchException with the place, where one could not be started */
    static void check(Scenario scenario) throws LaunchException {
        for (WorkerDeclaration worker : scenario.workers()) {
            if (worker.program() instanceof JavaProgram program) {
                check(scenario.file(), program);
            } else if (worker.program() instanceof NativeProgram program
                    && program.arguments().get(0) instanceof Literal name) {
                String place = place(scenario.file(), program.line(), program.column());
                check(place, located(scenario.file(), Values.text(name.value())));
            }
        }
    }

    /** The program and its arguments, as the kernel takes them. @throws LaunchException with the place */
    static List<String> arguments(String file, NativeProgram program, Variables variables) throws LaunchException {
        try {
            List<String> arguments = new ArrayList<>();
            for (var argument : program.arguments()) {
                String text = Values.text(argument.evaluate(variables));
                arguments.add(new String(Values.bytes(text), StandardCharsets.UTF_8));
            }
            arguments.set(0, located(file, arguments.get(0)));
            return arguments;
        } catch (EvaluationException wrong) {
            int column = wrong.column() == 0 ? program.column() : wrong.column();
            throw LaunchException.input(place(file, program.line(), column) + wrong.getMessage());
        }
    }

    /** A path is meant from where the scenario lies: where its workers work there is nothing yet. */
    private static String located(String file, String name) {
        return name.contains("/")
                ? Path.of(file).toAbsolutePath().resolveSibling(name).toString()
                : name;
    }

    /** As posix_spawnp will find it. */
    private static void check(String place, String name) throws LaunchException {
        boolean named = name.contains("/");
        String path = System.getenv().getOrDefault("PATH", PATH_DEFAULT);
        Path refused = null;
        for (String folder : named ? List.of("") : List.of(path.split(":"))) {
            Path file = Path.of(folder.isEmpty() && !named ? "." : folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return;
            }
            refused = refused == null && Files.exists(file) ? file : refused;
        }
        if (refused != null) {
            String what = Files.isDirectory(refused) ? "it is a folder" : "it is not executable";
            String next = Files.isDirectory(refused)
                    ? "name a file"
                    : isProgram(refused) ? "chmod +x " + refused : "name a program; this begins as none does";
            throw LaunchException.input(place + name + ": EACCES, " + what + " (expected: a program; found: " + refused
                    + "; next: " + next + ")");
        }
        throw LaunchException.input(place + name + ": ENOENT, not installed (expected: a program "
                + (named ? "at that path" : "in PATH, which is " + path) + "; next: install it, or name another)");
    }

    /** Whether a file begins as what the kernel can run: a script that names its shell, or ELF. */
    private static boolean isProgram(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String first = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return first.startsWith("#!") || first.equals("\u007fELF");
        } catch (IOException unreadable) {
            return true; // nobody knows
        }
    }

    private static void check(String file, JavaProgram program) throws LaunchException {
        String place = place(file, program.line(), program.column());
        String name = program.mainClass();
        try (URLClassLoader programs = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            Method main = Class.forName(name, false, programs).getMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
                throw new NoSuchMethodException();
            }
        } catch (ClassNotFoundException absent) {
            throw LaunchException.input(place + name + ": no such class (expected: one of " + sources()
                    + "; next: write " + sources().resolve(name.replace('.', '/') + ".java") + ", or mend the name)");
        } catch (NoSuchMethodException noMain) {
            throw LaunchException.input(
                    place + name + ": no main (expected: public static void main(String[] arguments) in this class)");
        } catch (LinkageError | IOException damaged) {
            throw LaunchException.input(place + name + ": cannot be loaded: " + damaged.getMessage()
                    + " (expected: a class of " + sources() + ")");
        }
    }

    private static String place(String file, int line, int column) {
        return file + ":" + line + ":" + column + ": ";
    }

    /** The file that a class was compiled from, where there is one. */
    static Optional<Path> source(String mainClass) {
        Path file = sources().resolve(mainClass.replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** In a clone, beside the jar; elsewhere where the property says. */
    static List<Path> classPath() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Stream.of(named.split(":"))
                    .map(Path::of)
                    .map(Path::toAbsolutePath)
                    .toList();
        }
        return List.of(module().resolve("target/classes"));
    }

    private static Path sources() {
        return module().resolve("src/main/java");
    }

    private static Path module() {
        try {
            Path ours = Path.of(Programs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // The jar and the classes of the orchestrator both lie in orchestrator/target.
            return ours.getParent().getParent().resolveSibling("scenarios");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
