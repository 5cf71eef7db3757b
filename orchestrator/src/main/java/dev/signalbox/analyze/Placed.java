package dev.signalbox.analyze;

/**
 * A move whose place in the order of its object is fixed.
 *
 * @param instantNs when it took effect: one of the instants that the order and the stamps allow
 */
record Placed(Move.Kind kind, Act act, boolean isExit, long moved, long instantNs) {}
