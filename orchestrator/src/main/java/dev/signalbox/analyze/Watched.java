package dev.signalbox.analyze;

import dev.signalbox.primitive.Primitive;

public record Watched(Primitive primitive, int capacity) {}
