package dev.signalbox.scenario;

/** The kinds of kernel objects that a scenario can declare. */
public enum ObjectKind {
    PIPE("pipe", "p: { pipe: { capacity: 4096 } }"),
    FIFO("fifo", "requests: { fifo: {} }");

    private final String word;
    private final String example;

    ObjectKind(String word, String example) {
        this.word = word;
        this.example = example;
    }

    /** The word for it in a scenario file. */
    public String word() {
        return word;
    }

    /** A declaration of one. */
    String example() {
        return example;
    }
}
