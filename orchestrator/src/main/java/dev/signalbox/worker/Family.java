package dev.signalbox.worker;

import dev.signalbox.kernel.Returned;
import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Variables;

/** The other workers, as this one knows them: those it can start, and those it can name. */
interface Family {

    /** The pid of a worker that was started at the beginning. */
    int pid(String worker) throws EvaluationException;

    /** Starts a declared worker as a child of this process, with a copy of the variables. */
    Returned spawn(String worker, Variables copy) throws EvaluationException;

    Returned waitpid(int pid, int[] status, int options);
}
