package dev.signalbox.cli;

import dev.signalbox.scenario.Parsed;
import dev.signalbox.scenario.Problem;
import dev.signalbox.scenario.Scenario;
import dev.signalbox.scenario.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Scenario files from the command line. */
final class Scenarios {
    private Scenarios() {}

    static Scenario read(Path file, Map<String, String> settings) throws InputException {
        if (file.toString().isEmpty()) {
            throw new InputException("FILE: empty (expected: a scenario file)");
        }
        Parsed parsed = ScenarioParser.parse(file, settings);
        if (parsed.scenario().isEmpty()) {
            throw new InputException(
                    parsed.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return parsed.scenario().get();
    }

    /** What a Maven module has beside its scenarios, also where a test has its own. */
    private static boolean isOfTheBuild(Path below) {
        return StreamSupport.stream(below.spliterator(), false)
                .map(Path::toString)
                .anyMatch(part -> part.equals("src") || part.equals("target"));
    }

    /** The files themselves, and every .yaml below the folders that is not under {@code src} or {@code target}. */
    static List<Path> find(List<Path> places) throws InputException {
        List<Path> found = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                found.add(place);
                continue;
            }
            try (Stream<Path> below = Files.walk(place)) {
                List<Path> files = below.filter(Files::isRegularFile)
                        .filter(f ->
                                f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                        .filter(f -> !isOfTheBuild(place.relativize(f)))
                        .sorted()
                        .toList();
                if (files.isEmpty()) {
                    throw new InputException(place + ": no scenario in this folder (expected: files ending in .yaml)");
                }
                found.addAll(files);
            } catch (IOException unreadable) {
                throw new InputException(place + ": cannot be read: " + unreadable.getMessage());
            }
        }
        return found;
    }
}
