package dev.signalbox.launch;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one thread that starts every worker, and lives as long as the orchestrator.
 *
 * <p>A worker asks the kernel to be killed when its parent ends, and the kernel means the thread that started it.
 */
final class Spawner {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "spawner");
        thread.setDaemon(true);
        return thread;
    });

    private Spawner() {}

    static <T> T call(Callable<T> work) {
        try {
            return THREAD.submit(work).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker was started", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException e ? e : new IllegalStateException(failed.getCause());
        }
    }
}
