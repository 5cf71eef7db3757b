package dev.signalbox.scenario;

import java.io.Serializable;

/** What a worker runs. */
public sealed interface Program extends Serializable permits StepsProgram, JavaProgram, NativeProgram {}
