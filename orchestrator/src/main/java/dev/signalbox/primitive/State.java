package dev.signalbox.primitive;

/** The state of one object; immutable, with equals. */
public interface State {

    /**
     * What the kernel does with a call in this state.
     *
     * @throws IllegalArgumentException for an op that does not act on such an object
     */
    Answer answer(Call call);

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
