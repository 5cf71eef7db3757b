package dev.signalbox.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final com.networknt.schema.JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonSchema.text());

    @Test
    void committedSchema_isFresh() throws IOException {
        Generated.assertFresh(Generated.SCENARIOS.resolve("schema.json"), JsonSchema.text());
    }

    @Test
    void schema_isValidAgainstItsMetaschema() throws IOException {
        var metaschema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(Set.of(), metaschema.validate(new ObjectMapper().readTree(JsonSchema.text())));
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioOfTheProject_isAccepted() throws IOException {
        return Generated.goodFiles()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> assertEquals(Set.of(), validate(Files.readString(file)))));
    }

    @Test
    void exampleOfTheReference_isAccepted() throws IOException {
        assertEquals(Set.of(), validate(Reference.EXAMPLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad-name",
                "capacity-negative",
                "capacity-not-a-power",
                "capacity-too-large",
                "capacity-too-small",
                "colon-in-string",
                "empty-workers",
                "list-as-step",
                "list-at-the-top",
                "long-name",
                "map-as-step",
                "no-steps",
                "no-workers",
                "not-a-step",
                "note-as-map",
                "number-as-step",
                "repeat",
                "text-at-the-top",
                "two-kinds",
                "unknown-key",
                "unknown-key-far",
                "unknown-key-in-worker",
                "unknown-kind-of-object",
                "unknown-step",
                "wrong-type",
                "blocks",
                "expect-more",
                "explore",
                "literal-types",
                "parameters",
                "programs",
                "threads"
            })
    void badStructure_isRejected(String name) throws IOException {
        Path file = Generated.BAD.resolve(name + ".yaml");
        assertFalse(validate(Files.readString(file)).isEmpty(), name);
    }

    /** What the committed tables say against a text that is YAML. */
    static Set<ValidationMessage> validate(String yaml) throws IOException {
        return SCHEMA.validate(YAML.readTree(yaml));
    }
}
