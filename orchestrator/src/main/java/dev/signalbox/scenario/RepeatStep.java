package dev.signalbox.scenario;

import java.util.List;

/**
 * Steps that are taken several times.
 *
 * @param times how often, at least 1
 */
public record RepeatStep(int times, List<Step> body, String text, int line, int column) implements Step {

    public RepeatStep {
        body = List.copyOf(body);
    }
}
