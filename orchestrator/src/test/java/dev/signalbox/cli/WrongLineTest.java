package dev.signalbox.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        ''                     | signalbox: no command (expected: run, show, check, export or reference; next: ./signalbox --help)
        rum a.yaml             | rum: no such command (expected: run, show, check, export or reference; next: ./signalbox --help)
        --fast                 | --fast: unknown option (next: ./signalbox --help)
        run                    | FILE: missing (expected: ./signalbox run FILE; next: ./signalbox run --help)
        show                   | RUN: missing (expected: ./signalbox show RUN; next: ./signalbox show --help)
        run a.yaml --fast      | --fast: unknown option (next: ./signalbox run --help)
        run a.yaml b           | b: one argument too many (next: ./signalbox run --help)
        export a b c           | b: one argument too many (next: ./signalbox export --help)
        run a.yaml --timeout   | --timeout: no value (expected: SECONDS; next: ./signalbox run --help)
        run a.yaml --timeout x | --timeout: x (expected: a whole number; next: ./signalbox run --help)
        run a --timeout 1e9    | --timeout: 1e9 (expected: a whole number; next: ./signalbox run --help)
        run a --port 99999999999 | --port: 99999999999 (expected: a whole number; next: ./signalbox run --help)
        run a --port 1 --port 2 | --port: given more than once (expected: once; next: ./signalbox run --help)
        run a --json=maybe     | --json: maybe (expected: no value; next: ./signalbox run --help)
        check --out            | --out: no value (expected: DIR; next: ./signalbox check --help)
        run a --set n          | --set: n (expected: name=value, as in --set n=7)
        check a --set =1       | --set: =1 (expected: name=value, as in --set n=7)
        run a --set n=1 --set n=2 | --set: n is set twice (expected: each parameter once)
        run a --timeout 0      | --timeout: 0 (expected: at least 1)
        run a --port 99999     | --port: 99999 (expected: 0 to 65535)
        run a --headless --port -1 | --port: -1 (expected: 0 to 65535)
        show a --port 65536    | --port: 65536 (expected: 0 to 65535)
        """)
    void wrongLine_saysWhatWasExpected(String line, String message) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int exit = Main.commands().execute(line.isEmpty() ? new String[0] : line.split(" "));
            assertEquals(message + "\n", said.toString(StandardCharsets.UTF_8));
            assertEquals(Exit.INPUT, exit);
        } finally {
            System.setErr(err);
        }
    }
}
