package dev.signalbox.primitive;

/** The state of one object; immutable, with equals. */
public interface State {

    /**
     * What the kernel does with a call in this state.
     *
     * @throws IllegalArgumentException for an op that does not act on such an object
     */
    Answer answer(Call call);

    /** Units (bytes) put in since the object was made. */
    long produced();

    /** Units (bytes) taken out since the object was made. */
    long consumed();

    /** A value for the page; {@code index} in the order of {@link Primitive#cells}. */
    long cell(int index);

    /** The most a cell can show, or -1 where there is no bound. */
    long cellMax(int index);
}
