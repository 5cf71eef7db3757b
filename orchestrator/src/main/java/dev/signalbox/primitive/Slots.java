package dev.signalbox.primitive;

import java.util.Arrays;

/**
 * The page slots of a pipe, oldest first; immutable.
 *
 * <p>Each slot is one page, holds bytes from an offset to an end, and is free again only when its last byte was read.
 */
final class Slots {
    static final int PAGE_BYTES = 4096;

    private static final int[] NONE = {};

    private final int capacity;
    /** Bytes of the first slot that are read already; only the first can have any. */
    private final int frontOffset;
    /** Unread bytes of each slot in use, oldest first. Never changed once the object is made. */
    private final int[] lengths;

    private Slots(int capacity, int frontOffset, int[] lengths) {
        this.capacity = capacity;
        this.frontOffset = frontOffset;
        this.lengths = lengths;
    }

    static Slots empty(int capacity) {
        return new Slots(capacity, 0, NONE);
    }

    int capacity() {
        return capacity;
    }

    int used() {
        return lengths.length;
    }

    int free() {
        return capacity - lengths.length;
    }

    Slots resized(int newCapacity) {
        return new Slots(newCapacity, frontOffset, lengths);
    }

    /** All of {@code odd} when it fits behind the bytes of the last slot, else 0: it is never split. */
    int roomBehindLast(int odd) {
        if (lengths.length == 0) {
            return 0;
        }
        int end = (lengths.length == 1 ? frontOffset : 0) + lengths[lengths.length - 1];
        return end + odd <= PAGE_BYTES ? odd : 0;
    }

    /** With bytes behind those of the last slot, and others in slots of their own. */
    Slots put(int merged, int paged) {
        int used = lengths.length;
        int[] longer = Arrays.copyOf(lengths, used + (paged + PAGE_BYTES - 1) / PAGE_BYTES);
        if (merged > 0) {
            longer[used - 1] += merged;
        }
        int left = paged;
        for (int i = used; i < longer.length; i++) {
            longer[i] = Math.min(left, PAGE_BYTES);
            left -= longer[i];
        }
        return new Slots(capacity, frontOffset, longer);
    }

    /** Without its first bytes, or without any where it has no more than these. */
    Slots take(long bytes) {
        long left = bytes;
        int emptied = 0;
        while (emptied < lengths.length && left >= lengths[emptied]) {
            left -= lengths[emptied++];
        }
        if (emptied == lengths.length) {
            return empty(capacity);
        }
        int[] rest = Arrays.copyOfRange(lengths, emptied, lengths.length);
        rest[0] -= (int) left;
        return new Slots(capacity, (emptied == 0 ? frontOffset : 0) + (int) left, rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots
                && capacity == ((Slots) other).capacity
                && frontOffset == ((Slots) other).frontOffset
                && Arrays.equals(lengths, ((Slots) other).lengths);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(lengths) + frontOffset) + capacity;
    }

    @Override
    public String toString() {
        return capacity * PAGE_BYTES + " bytes, slots " + Arrays.toString(lengths) + " from " + frontOffset;
    }
}
