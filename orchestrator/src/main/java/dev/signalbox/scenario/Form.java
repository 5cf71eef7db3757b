package dev.signalbox.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write the arguments of a call.
 *
 * @param head the first ones
 * @param group those that come once or more often, together; may be empty
 * @param tail the last ones
 */
public record Form(List<Parameter> head, List<Parameter> group, List<Parameter> tail) {

    private static final Pattern NOTATION = Pattern.compile("([^(]*?)(?:,?\\s*\\(([^)]*)\\)\\+,?\\s*(.*))?");

    /** A name for what stands at a place, and its type. */
    public record Parameter(String name, ArgumentType type) {}

    /** {@code fd, (buf, count)+, timeout}: words are types, or a name with a type as in {@code oldfd:fd}. */
    static Form of(String notation) {
        Matcher parts = NOTATION.matcher(notation);
        if (!parts.matches()) {
            throw new IllegalArgumentException("form: " + notation);
        }
        return new Form(parameters(parts.group(1)), parameters(parts.group(2)), parameters(parts.group(3)));
    }

    private static List<Parameter> parameters(String words) {
        if (words == null || words.isBlank()) {
            return List.of();
        }
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .map(w -> w.contains(":") ? w.split(":") : new String[] {w, w})
                .map(w -> new Parameter(w[0], ArgumentType.of(w[1])))
                .toList();
    }

    /** The parameters of a call with so many arguments, or nothing where this form cannot have so many. */
    public Optional<List<Parameter>> of(int count) {
        int rest = count - head.size() - tail.size();
        boolean fits = group.isEmpty() ? rest == 0 : rest > 0 && rest % group.size() == 0;
        if (!fits) {
            return Optional.empty();
        }
        List<Parameter> all = new ArrayList<>(head);
        for (int i = 0; i < rest; i += group.size()) {
            all.addAll(group);
        }
        all.addAll(tail);
        return Optional.of(all);
    }

    /** As a message and the reference show it: {@code fd, buf, count, …}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        head.forEach(p -> words.add(p.name()));
        group.forEach(p -> words.add(p.name()));
        if (!group.isEmpty()) {
            words.add("…");
        }
        tail.forEach(p -> words.add(p.name()));
        return String.join(", ", words);
    }
}
