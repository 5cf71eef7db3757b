package dev.signalbox.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a scenario file.
 *
 * @param scenario there only when there are no problems
 * @param problems in the order of the file
 */
public record Parsed(Optional<Scenario> scenario, List<Problem> problems) {

    public Parsed {
        problems = List.copyOf(problems);
        if (scenario.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("either a scenario or problems");
        }
    }

    static Parsed of(Scenario scenario) {
        return new Parsed(Optional.of(scenario), List.of());
    }

    static Parsed failed(List<Problem> problems) {
        return new Parsed(Optional.empty(), problems);
    }
}
