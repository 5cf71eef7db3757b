package dev.signalbox.scenario;

/** The kinds of kernel objects that a scenario can declare. */
public enum ObjectKind {
    PIPE("pipe"),
    FIFO("fifo");

    private final String word;

    ObjectKind(String word) {
        this.word = word;
    }

    /** The word for it in a scenario file. */
    public String word() {
        return word;
    }
}
