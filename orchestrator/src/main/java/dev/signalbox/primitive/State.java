package dev.signalbox.primitive;

/** The state of one object; immutable, with equals. */
public interface State {

    /**
     * What the kernel does with a call in this state.
     *
     * @throws IllegalArgumentException for an op that does not act on such an object
     */
    Answer answer(Call call);

    /** The object after a call that slept gave up, by a signal or with its process, without having moved anything. */
    State givenUp(Call call);

    /** Whether all that happens to the object is known, so that an answer can be held against what was recorded. */
    default boolean judges() {
        return true;
    }

    /**
     * The object after a call that returned like this, where nothing can be judged.
     *
     * @param value what it brought beside its result (fionread: the level), else 0
     */
    default State told(Call call, long result, int errno, long value) {
        throw new IllegalStateException("told: " + call + " (expected: to be asked)");
    }

    /** Whether that result needs nothing that nobody has seen; always so where all is known. */
    default boolean expects(Call call, long result) {
        return true;
    }

    /** The same object from now on, when somebody holds an end of it whose calls nobody sees. */
    State foreign();

    /**
     * The object as a call has proved it to be, where that is not what the model says: so that one mistake is not the
     * cause of the next.
     *
     * @param result what it returned; this state is the one after it
     * @param value what it brought beside its result
     */
    State seen(Call call, long result, int errno, long value);

    /** Units (bytes) put in since the object was made. */
    long produced();

    /** Units (bytes) taken out since the object was made. */
    long consumed();

    /** A value for the page; {@code index} in the order of {@link Primitive#cells}. */
    long cell(int index);

    /** The most a cell can show, or -1 where there is no bound. */
    long cellMax(int index);
}
