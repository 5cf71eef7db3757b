package dev.signalbox.analyze;

public record Held(int worker, int object, int access) {}
