package dev.signalbox.scenario;

import java.io.Serializable;

/** One thing that a worker does. */
public sealed interface Step extends Serializable
        permits CallStep, NoteStep, RepeatStep, WhileStep, IfStep, AssignStep, AssertStep, PrintStep {

    /** The step as it was written, without the comment behind it. */
    String text();

    /** Line of the file, from 1. */
    int line();

    /** Column where the step begins, from 1, counted in characters. */
    int column();
}
