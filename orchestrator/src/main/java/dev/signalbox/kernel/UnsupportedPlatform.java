package dev.signalbox.kernel;

/** This machine is not one Signalbox can run on. */
public final class UnsupportedPlatform extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedPlatform(String sentence) {
        super(sentence);
    }

    UnsupportedPlatform(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
