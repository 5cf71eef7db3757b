package dev.signalbox.scenario;

import java.io.Serializable;

/** What stands between the brackets of a call. */
public sealed interface Argument extends Serializable permits Expression, Target, WorkerName {}
