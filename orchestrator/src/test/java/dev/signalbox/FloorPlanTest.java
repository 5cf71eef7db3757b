package dev.signalbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floor plan: which room may import which, and which library belongs to whom; all else is a wall. */
class FloorPlanTest {
    private static final String HOUSE = "dev.signalbox.";

    /** A room a line: its name, the rooms it may import, its libraries. Words in capitals are explained below. */
    private static final String PLAN =
            """
            trace     | -                                                                 | BASE
            gate      | trace                                                             | BASE
            agent     | trace gate                                                        | BASE INSTRUMENT ASM
            scenario  | trace                                                             | JDK YAML JSON JEXL
            kernel    | trace                                                             | JDK JNR
            worker    | scenario kernel                                                   | JDK
            launch    | scenario kernel trace gate                                        | JDK
            primitive | trace                                                             | JDK
            collect   | trace kernel                                                      | JDK
            analyze   | trace primitive                                                   | JDK
            schedule  | trace gate primitive kernel                                       | JDK
            run       | scenario launch collect schedule analyze gate trace kernel primitive | JDK JSON
            server    | run scenario trace analyze                                        | JDK JSON VERTX
            cli       | server run scenario trace analyze kernel                          | JDK JSON PICOCLI
            """;

    /** What is loaded into every watched JVM comes by its boot path, where nothing but java.base is sure to be. */
    private static final Set<String> BASE = Object.class.getModule().getDescriptor().exports().stream()
            .filter(exported -> !exported.isQualified())
            .map(exported -> exported.source())
            .collect(Collectors.toSet());

    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "INSTRUMENT", List.of("java.lang.instrument"),
            "JDK", List.of("java", "javax"),
            "ASM", List.of("org.objectweb.asm"),
            "JNR", List.of("jnr", "com.kenai.jffi"),
            "YAML", List.of("com.fasterxml.jackson.dataformat.yaml", "org.yaml.snakeyaml"),
            "JSON",
                    List.of(
                            "com.fasterxml.jackson.core",
                            "com.fasterxml.jackson.databind",
                            "com.fasterxml.jackson.annotation"),
            "JEXL", List.of("org.apache.commons.jexl3", "org.apache.commons.logging"),
            "VERTX", List.of("io.vertx"),
            "PICOCLI", List.of("picocli"));

    /** Names one class of each library of a worker, to find the jar it came from; calls none. */
    private static final String FINDS_JARS = HOUSE + "launch.Commands";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signalbox");

    /** A line of the plan. */
    private record Room(String name, List<String> rooms, List<String> libraries) {
        static Room parse(String line) {
            String[] cells = line.split("\\|");
            return new Room(cells[0].strip(), words(cells[1]), words(cells[2]));
        }

        private static List<String> words(String cell) {
            return Stream.of(cell.strip().split(" +"))
                    .filter(word -> !word.equals("-"))
                    .toList();
        }

        /** Everything of the house and of libraries that classes of this room may name. */
        DescribedPredicate<JavaClass> mayImport() {
            Set<String> packages = new LinkedHashSet<>(List.of(HOUSE + name));
            rooms.forEach(room -> packages.add(HOUSE + room));
            libraries.stream().filter(LIBRARIES::containsKey).forEach(l -> packages.addAll(LIBRARIES.get(l)));
            boolean base = libraries.contains("BASE");
            return DescribedPredicate.describe("are in " + packages + (base ? " or java.base" : ""), named -> {
                String from = named.getBaseComponentType().getPackageName();
                return from.isEmpty() || (base && BASE.contains(from)) || isIn(from, packages);
            });
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Room> rooms() {
        return PLAN.lines().map(Room::parse).toList();
    }

    private static boolean isIn(String name, Iterable<String> packages) {
        for (String one : packages) {
            if (name.equals(one) || name.startsWith(one + ".")) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void room_importsOnlyWhatItsLineAllows(Room room) {
        classes()
                .that()
                .resideInAPackage(HOUSE + room.name() + "..")
                .and()
                .doNotHaveFullyQualifiedName(FINDS_JARS)
                .should()
                .onlyDependOnClassesThat(room.mayImport())
                // A room that is planned has no classes yet.
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void finderOfJars_mayAlsoNameTheLibrariesOfAWorker() {
        Room launch = rooms().stream()
                .filter(r -> r.name().equals("launch"))
                .findFirst()
                .orElseThrow();
        Room withMore = new Room(launch.name(), launch.rooms(), List.of("JDK", "JNR", "ASM", "JEXL"));
        classes()
                .that()
                .haveFullyQualifiedName(FINDS_JARS)
                .should()
                .onlyDependOnClassesThat(withMore.mayImport())
                .check(CLASSES);
    }

    @Test
    void everyClass_livesInARoom() {
        List<String> packages = rooms().stream().map(r -> HOUSE + r.name()).toList();
        classes()
                .should()
                .resideInAnyPackage(packages.stream().map(p -> p + "..").toArray(String[]::new))
                .check(CLASSES);
    }
}
