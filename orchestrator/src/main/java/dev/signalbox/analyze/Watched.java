package dev.signalbox.analyze;

import dev.signalbox.primitive.Primitive;

/**
 * An object as the analysis sees it from its first moment.
 *
 * @param capacity of a pipe, bytes
 */
public record Watched(Primitive primitive, int capacity) {}
