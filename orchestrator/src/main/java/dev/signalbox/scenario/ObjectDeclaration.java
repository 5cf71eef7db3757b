package dev.signalbox.scenario;

import java.io.Serializable;

/**
 * One kernel object that a scenario declares.
 *
 * @param capacity bytes that a pipe can hold, or 0 for what the kernel gives by default
 * @param line line of its name in the file, from 1
 * @param column column of its name, from 1
 */
public record ObjectDeclaration(String name, ObjectKind kind, int capacity, int line, int column)
        implements Serializable {}
