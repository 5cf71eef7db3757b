package dev.signalbox.scenario;

/** What a call returns when it does not fail. */
enum Returns {
    NOTHING("nothing that could be asserted"),
    ZERO("0"),
    BYTES_MOVED("the number of bytes moved"),
    BYTES_THERE("the number of bytes that are there"),
    POSITION("the new position");

    private final String words;

    Returns(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
