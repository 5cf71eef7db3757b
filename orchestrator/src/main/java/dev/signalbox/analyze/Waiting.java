package dev.signalbox.analyze;

import dev.signalbox.trace.Event;

/**
 * A call that was still open when the story ended.
 *
 * @param enter its first event
 * @param enterStep the step of that event
 * @param why what it lacks by the model, in a few words; empty when it lacks nothing
 */
public record Waiting(int worker, int tid, Event enter, int enterStep, String why) {}
