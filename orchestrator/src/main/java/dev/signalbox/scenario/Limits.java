package dev.signalbox.scenario;

/** How large a scenario and its parts may be. */
final class Limits {

    static final int FILE_BYTES_MAX = 1 << 20;
    /** Maps and lists inside each other, in the YAML. */
    static final int YAML_DEPTH_MAX = 32;
    /** A file with more problems than this shows the first ones. */
    static final int PROBLEMS_MAX = 20;

    static final int TITLE_LENGTH_MAX = 120;
    static final int ABOUT_LENGTH_MAX = 10_000;
    static final int NAME_LENGTH_MAX = 40;
    static final int PATH_LENGTH_MAX = 4095;

    static final int OBJECTS_MAX = 64;
    /** Each is a process with a JVM. */
    static final int WORKERS_MAX = 32;
    /** Steps of one worker, those inside a repeat counted once. */
    static final int STEPS_MAX = 1000;

    static final int THREADS_MAX = 16;
    static final int PARAMETERS_MAX = 64;
    /** Of a program. */
    static final int ARGUMENTS_MAX = 100;
    /** Words and signs in a line, and in an expression. */
    static final int TOKENS_MAX = 1000;

    static final int REPEAT_MAX = 1_000_000;
    static final int REPEAT_DEPTH_MAX = 8;
    /** Brackets inside each other in an expression. */
    static final int BRACKETS_MAX = 32;

    /** A page: what the kernel makes of every smaller number. */
    static final int CAPACITY_MIN = 4096;
    /** What /proc/sys/fs/pipe-max-size allows unprivileged users by default. */
    static final int CAPACITY_MAX = 1 << 20;

    /** Bytes that one call may move: enough to overfill the largest pipe many times. */
    static final int CALL_BYTES_MAX = 16 << 20;

    static final int STRING_BYTES_MAX = 1 << 16;
    static final int NOTE_LENGTH_MAX = 200;
    static final int SLEEP_SECONDS_MAX = 60;
    static final int EXIT_CODE_MAX = 255;

    private Limits() {}
}
