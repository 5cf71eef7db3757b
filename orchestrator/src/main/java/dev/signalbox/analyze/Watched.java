package dev.signalbox.analyze;

import dev.signalbox.primitive.Primitive;

/**
 * An object as the analysis sees it from its first moment.
 *
 * @param capacity of a pipe, bytes
 * @param isDeclared it is there when the run begins
 * @param isForeign others may hold ends of it, and nobody sees their calls
 */
public record Watched(Primitive primitive, int capacity, boolean isDeclared, boolean isForeign) {

    /** One that is there when the run begins. */
    public Watched(Primitive primitive, int capacity) {
        this(primitive, capacity, true, false);
    }
}
