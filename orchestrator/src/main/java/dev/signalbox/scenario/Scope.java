package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the steps of a worker may name, and what they named so far. */
final class Scope {

    private static final int NAMES_SHOWN_MAX = 10;

    private final World world;
    private final String worker;
    private final Integer index;
    private final Set<End> holds;
    private final Set<End> ends = new TreeSet<>();
    private final Set<String> set = new LinkedHashSet<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Use> asks = new ArrayList<>();
    private final List<Use> paths = new ArrayList<>();
    private final Set<String> spawns = new LinkedHashSet<>();

    /** A variable that must have been set somewhere; {@code indexed} where it stands as {@code name[…]}. */
    record Use(String name, boolean indexed, int line, int column) {}

    /**
     * @param worker the worker's name, for messages
     * @param index what {@code i} is, or null
     * @param holds the ends it holds, or null where it holds those that its steps name
     */
    Scope(World world, String worker, Integer index, Set<End> holds) {
        this.world = world;
        this.worker = worker;
        this.index = index;
        this.holds = holds;
    }

    World world() {
        return world;
    }

    /** What a name stands for already now. */
    Optional<Object> value(String name) {
        return index != null && name.equals("i") ? Optional.of((long) index) : world.value(name);
    }

    boolean isPipe(String name) {
        return world.objects().get(name) == ObjectKind.PIPE;
    }

    void requireObject(Token name) throws StepSyntaxException {
        if (!world.objects().containsKey(name.text())) {
            throw Cursor.at(name, undeclared(name.text()));
        }
    }

    String undeclared(String name) {
        return "object '" + name + "' is not declared (declared: "
                + list(world.objects().keySet()) + ")";
    }

    /** The steps name an end. */
    void name(End end, Token where) throws StepSyntaxException {
        if (holds != null && !holds.contains(end)) {
            throw Cursor.at(where, "worker '" + worker + "' does not hold " + end + " (holds: " + list(holds) + ")");
        }
        ends.add(end);
    }

    /** The steps name both ends, at least one of which they hold. */
    void nameBoth(String object) {
        for (int side : new int[] {End.READ, End.WRITE}) {
            End end = new End(object, side);
            if (holds == null || holds.contains(end)) {
                ends.add(end);
            }
        }
    }

    /** The steps set a variable. */
    String set(Token name) throws StepSyntaxException {
        if (name.type() != Token.Type.NAME) {
            throw Cursor.unexpected(name, "the name of a variable");
        }
        Optional<String> taken = world.taken(name.text());
        if (taken.isPresent()) {
            throw Cursor.at(name, name.words() + " is " + taken.get() + " (expected: another name for the variable)");
        }
        if (!Shape.Names.isName(name.text())) {
            throw Cursor.at(name, "name: " + name.words() + " (expected: " + Shape.Names.WORDS + ")");
        }
        set.add(name.text());
        return name.text();
    }

    /** A call sets a variable that the step does not name. */
    void setAlso(String name) {
        set.add(name);
    }

    void use(String name, boolean indexed, int line, int column) {
        if (!name.equals(Variables.ERRNO)) {
            uses.add(new Use(name, indexed, line, column));
        }
    }

    /** A name stands where a path has to: rather an object than a variable. */
    void usePath(String name, int line, int column) {
        paths.add(new Use(name, false, line, column));
    }

    /** Whether a use stands where a path has to. */
    boolean isPath(Use use) {
        return paths.contains(use);
    }

    List<String> fifos() {
        return world.objects().entrySet().stream()
                .filter(e -> e.getValue() == ObjectKind.FIFO)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** The steps spawn a worker, under its full name, or all of a family. */
    void spawn(String name) {
        spawns.add(name);
    }

    /** The steps ask for the pid of a worker, under its full name, or of any of a family. */
    void ask(String worker, int line, int column) {
        asks.add(new Use(worker, false, line, column));
    }

    List<Use> asks() {
        return asks;
    }

    Set<End> ends() {
        return ends;
    }

    Set<String> set() {
        return set;
    }

    List<Use> uses() {
        return uses;
    }

    Set<String> spawns() {
        return spawns;
    }

    /** Names in a message; none is said. */
    static String list(Collection<?> names) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown =
                names.stream().limit(NAMES_SHOWN_MAX).map(Object::toString).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN_MAX ? shown + ", …" : shown;
    }
}
