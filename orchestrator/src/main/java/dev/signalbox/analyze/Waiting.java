package dev.signalbox.analyze;

import dev.signalbox.trace.Event;

public record Waiting(int worker, int tid, Event enter, int enterStep, String why) {}
