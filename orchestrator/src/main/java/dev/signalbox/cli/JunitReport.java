package dev.signalbox.cli;

import dev.signalbox.run.RunInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the XML that build servers read. */
final class JunitReport {
    private final List<Path> files = new ArrayList<>();
    private final List<RunInfo> results = new ArrayList<>();

    void add(Path file, RunInfo result) {
        files.add(file);
        results.add(result);
    }

    /** Finds out before the runs whether their results can be kept. */
    static void check(Path to) throws InputException {
        boolean isThere = Files.exists(to);
        try {
            Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            if (!isThere) {
                Files.delete(to);
            }
        } catch (IOException failed) {
            throw cannotWrite(to);
        }
    }

    private static InputException cannotWrite(Path to) {
        return new InputException("--junit: " + to + " (expected: a file that can be written)");
    }

    void write(Path to) throws InputException {
        try (OutputStream out = Files.newOutputStream(to)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "signalbox check");
            xml.writeAttribute("tests", Integer.toString(results.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(results.stream().filter(r -> !r.met()).count()));
            for (int i = 0; i < results.size(); i++) {
                test(xml, files.get(i), results.get(i));
            }
            xml.writeEndDocument();
            xml.close();
        } catch (IOException | XMLStreamException failed) {
            throw cannotWrite(to);
        }
    }

    private static void test(XMLStreamWriter xml, Path file, RunInfo result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "scenarios");
        xml.writeAttribute("name", file.toString());
        xml.writeAttribute("time", Double.toString(result.durationMs() / 1000.0));
        if (!result.met()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", result.outcome());
            xml.writeCharacters(result.verdict());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
