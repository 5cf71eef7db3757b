package dev.signalbox.scenario;

import java.io.Serializable;

/** A value that a step hands to its call. */
public sealed interface Value extends Serializable permits End, Data, Amount {}
