package dev.signalbox.run;

import dev.signalbox.analyze.Story;

/** One run as a page sees it, while it goes on or long after. */
public interface Shown {
    Story story();

    /** The RunInfo object, JSON. */
    String infoJson();

    /** Rises whenever {@link #infoJson} changes. */
    int infoVersion();

    /** Whether neither the story nor the info will change any more. */
    boolean over();
}
