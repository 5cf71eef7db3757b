package dev.signalbox.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of scenario files, written from the tables that the parser reads by. */
public final class JsonSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String ASSIGNS = "\\w+ = .*";

    private JsonSchema() {}

    /** The schema as text, draft 2020-12; editors that know YAML complete and check with it. */
    public static String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Signalbox scenario");
        schema.put("$ref", "#/$defs/" + MapKind.SCENARIO.definition());
        schema.put("$defs", definitions());
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (MapKind kind : MapKind.values()) {
            definitions.put(kind.definition(), map(kind));
        }
        definitions.put("name", Shape.object("type", "string", "pattern", "^" + Shape.Names.PATTERN + "$"));
        definitions.put(
                "step",
                Shape.object(
                        "anyOf",
                        List.of(
                                call(),
                                assignment(),
                                Shape.reference(MapKind.REPEAT.definition()),
                                Shape.reference(MapKind.WHILE.definition()),
                                Shape.reference(MapKind.IF.definition()))));
        return definitions;
    }

    private static Map<String, Object> map(MapKind kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : kind.keys()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.sentence());
            property.putAll(key.shape().schema());
            properties.put(key.word(), property);
            if (key.required()) {
                required.add(key.word());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        if (!kind.choice().isEmpty()) {
            List<Object> choice = new ArrayList<>();
            kind.choice().forEach(k -> choice.add(Shape.object("required", List.of(k.word()))));
            schema.put("oneOf", choice);
        }
        Map<String, Object> needs = new LinkedHashMap<>();
        kind.needs().forEach((key, needed) -> needs.put(key.word(), List.of(needed.word())));
        if (!needs.isEmpty()) {
            schema.put("dependentRequired", needs);
        }
        schema.put(
                "additionalProperties",
                kind.others() == null ? false : kind.others().schema());
        return schema;
    }

    /** Only the name of the call and its bracket: what stands inside is for the parser to judge. */
    private static Map<String, Object> call() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^\\s*(" + String.join("|", StepKind.calls()) + ")\\s*\\(.*$");
        schema.put(
                "examples",
                List.of(StepKind.values()).stream()
                        .map(StepKind::example)
                        .filter(e -> !e.matches(ASSIGNS))
                        .toList());
        return schema;
    }

    private static Map<String, Object> assignment() {
        List<String> examples = new ArrayList<>(List.of("total = total + n"));
        List.of(StepKind.values()).stream()
                .map(StepKind::example)
                .filter(e -> e.matches(ASSIGNS))
                .forEach(examples::add);
        String pattern = "^\\s*" + Shape.Names.PATTERN + "\\s*=[^=].*$";
        return Shape.object("type", "string", "pattern", pattern, "examples", examples);
    }
}
