package dev.signalbox.primitive;

/**
 * One number that the page shows of an object.
 *
 * @param name a word for programs
 * @param label some words for people
 */
public record Cell(String name, String label) {}
