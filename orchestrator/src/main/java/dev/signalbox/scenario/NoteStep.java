package dev.signalbox.scenario;

/**
 * A step that marks a chapter of the run.
 *
 * @param note what it says
 */
public record NoteStep(String note, String text, int line, int column) implements Step {}
