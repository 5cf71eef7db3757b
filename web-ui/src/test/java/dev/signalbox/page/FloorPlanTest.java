package dev.signalbox.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom in the page; what is not listed is a wall. */
class FloorPlanTest {
    private static final Path ROOT = Path.of("src/main/resources/signalbox-page");
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "wire", Set.of("wire"),
            "model", Set.of("model"),
            "view", Set.of("view", "model"),
            "main.js", Set.of("wire", "model", "view"));

    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*?'([^']+)';|\\bimport\\('([^']+)'\\)");
    // Types may be named across rooms in comments: they vanish.
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\\n]*$", Pattern.DOTALL);
    // What would tie the model to a browser or to the moment.
    private static final Pattern IMPURE = Pattern.compile(
            "\\b(document|window|fetch|WebSocket|localStorage|requestAnimationFrame|setTimeout|performance|d3|Date)\\b");
    private static final int LINES_MAX = 350;

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }

    private static String room(Path file) {
        return ROOT.relativize(file).getName(0).toString();
    }

    @Test
    void imports_areThoseOfTheTable() throws IOException {
        List<String> walls = new ArrayList<>();
        int seen = 0;
        for (Path file : scripts()) {
            String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
            for (Matcher found = IMPORT.matcher(code); found.find(); seen++) {
                String target = found.group(1) != null ? found.group(1) : found.group(2);
                boolean bare = target.matches("[a-z]+/[a-z0-9-]+\\.js");
                if (!bare || !MAY_IMPORT.get(room(file)).contains(target.replaceFirst("/.*", ""))) {
                    walls.add(ROOT.relativize(file) + " imports " + target);
                } else if (!Files.exists(ROOT.resolve(target))) {
                    walls.add(ROOT.relativize(file) + " imports " + target + ", which is not there");
                }
            }
        }
        assertEquals(List.of(), walls);
        assertTrue(seen > 60, "imports seen: " + seen);
    }

    @Test
    void model_isPure() throws IOException {
        for (Path file : scripts()) {
            if (room(file).equals("model")) {
                String code =
                        COMMENT.matcher(Files.readString(file)).replaceAll("").replaceAll("'[^'\\n]*'|`[^`]*`", "''");
                Matcher impure = IMPURE.matcher(code);
                assertFalse(impure.find(), () -> file + " uses " + impure.group());
            }
        }
    }

    @Test
    void d3_isTouchedInTheViewOnly() throws IOException {
        for (Path file : scripts()) {
            String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
            if (!room(file).equals("view")) {
                assertFalse(code.contains("d3"), file.toString());
            }
            if (code.contains("globalThis")) {
                assertEquals("d3.js", file.getFileName().toString());
            }
        }
    }

    @Test
    void files_areChecked_andShort() throws IOException {
        for (Path file : scripts()) {
            List<String> lines = Files.readAllLines(file);
            assertEquals("// @ts-check", lines.get(0), file.toString());
            assertTrue(lines.size() <= LINES_MAX, file + ": " + lines.size() + " lines");
        }
    }
}
