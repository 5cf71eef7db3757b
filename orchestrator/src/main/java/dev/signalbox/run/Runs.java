package dev.signalbox.run;

import java.util.List;

/** The runs that can be shown. */
public interface Runs {
    /** The run of an id, or null where there is none. */
    Shown find(String id);

    /** The ids, newest first. */
    List<String> ids();
}
