package dev.signalbox.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of scenario files, written from the tables that the parser reads by. */
final class JsonSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonSchema() {}

    /** The schema as text, draft 2020-12; editors that know YAML complete and check with it. */
    static String text() {
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
        definitions.put("step", Shape.object("anyOf", List.of(call(), Shape.reference(MapKind.REPEAT.definition()))));
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
                List.of(StepKind.values()).stream().map(StepKind::example).toList());
        return schema;
    }
}
