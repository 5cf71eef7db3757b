package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioParserFuzzTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 2000);
    private static final String[] BITS = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        " #",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!int ",
        "\t",
        "\n",
        "\n\n  ",
        "- ",
        "? ",
        "| ",
        "> ",
        "%YAML 1.3\n",
        "---\n",
        "...\n",
        ",",
        "\\x",
        "\\",
        "-1",
        "99999999999",
        "0.1",
        "é",
        "𝄞",
        "\u0085",
        "\u2028",
        "\u0000",
        "(",
        ")",
        "=",
        "<<: ",
        "~",
        "null",
        "!",
        "@",
        "`",
        "p[",
        "1e9",
        "0b1",
        "1_000",
        ".inf",
        "2001-01-01",
        "${",
        "}",
        "&&",
        " == ",
        "if(",
        "read(p[0], 1)",
        "steps",
        "exec: ",
        "threads: ",
        "count: 3",
        "holds: p\n",
        "[0]",
        "- 1",
        "/ 0",
        "é.x"
    };

    @TempDir
    Path folder;

    @Test
    void mutatedFiles_neverThrowAndAgreeWithTheSchema() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed of the scenario fuzz: " + seed);
        Random random = new Random(seed);
        List<byte[]> good = new ArrayList<>();
        for (Path file : Generated.goodFiles().toList()) {
            good.add(Files.readAllBytes(file));
        }
        // Half of all, so that the whole language has its share.
        for (String text : List.of(Reference.EXAMPLE, Reference.LONGER_EXAMPLE, Reference.around("x = min(1, 2)"))) {
            good.addAll(Collections.nCopies(good.size() / 3 + 1, text.getBytes(StandardCharsets.UTF_8)));
        }
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = good.get(random.nextInt(good.size()));
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bytes = mutate(bytes, random);
            }
            refused += isRefused(bytes, seed, i) ? 1 : 0;
        }
        assertTrue(refused > MUTATIONS / 2, "most mutations should break a file: " + refused);
    }

    private boolean isRefused(byte[] bytes, long seed, int index) throws IOException {
        Path file = Files.write(folder.resolve("fuzz.yaml"), bytes);
        Parsed parsed;
        try {
            parsed = ScenarioParser.parse(file);
        } catch (RuntimeException | StackOverflowError e) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return fail("mutation " + index + " of seed " + seed + " threw; the file was:\n" + text, e);
        }
        long lines = new String(bytes, StandardCharsets.UTF_8).split("[\n\r\u0085\u2028\u2029]", -1).length;
        for (Problem problem : parsed.problems()) {
            assertTrue(problem.line() <= lines && problem.line() >= 0, problem + " of seed " + seed);
            assertEquals(1, problem.toString().lines().count(), problem + " of seed " + seed);
        }
        if (parsed.scenario().isPresent()) {
            String text = parsed.scenario().get().source();
            assertEquals(Set.of(), JsonSchemaTest.validate(text), "accepted, but not by the schema:\n" + text);
        }
        return parsed.scenario().isEmpty();
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(20, bytes.length - at + 1));
        byte[] insert =
                switch (random.nextInt(4)) {
                    case 0 -> BITS[random.nextInt(BITS.length)].getBytes(StandardCharsets.UTF_8);
                    case 1 -> new byte[] {(byte) random.nextInt(256)};
                    case 2 -> Arrays.copyOfRange(bytes, at, at + length);
                    default -> new byte[0];
                };
        int cut = random.nextInt(3) == 0 ? length : 0;
        byte[] mutated = new byte[bytes.length - cut + insert.length];
        System.arraycopy(bytes, 0, mutated, 0, at);
        System.arraycopy(insert, 0, mutated, at, insert.length);
        System.arraycopy(bytes, at + cut, mutated, at + insert.length, bytes.length - at - cut);
        return mutated;
    }
}
