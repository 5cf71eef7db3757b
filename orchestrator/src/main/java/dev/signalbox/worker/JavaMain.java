package dev.signalbox.worker;

import dev.signalbox.scenario.EvaluationException;
import dev.signalbox.scenario.Expression;
import dev.signalbox.scenario.JavaProgram;
import dev.signalbox.scenario.Values;
import dev.signalbox.scenario.Variables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/** The main class of a Java program, run as the java command does. */
record JavaMain(Method main, String[] arguments) {

    static JavaMain of(JavaProgram program, Variables variables)
            throws EvaluationException, ReflectiveOperationException {
        String[] arguments = new String[program.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = text(program.arguments().get(i), variables);
        }
        Method main = Class.forName(program.mainClass()).getMethod("main", String[].class);
        // The class need not be public for java to start it.
        main.setAccessible(true);
        return new JavaMain(main, arguments);
    }

    /** @throws Throwable what the main method threw */
    void run() throws Throwable {
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static String text(Expression argument, Variables variables) throws EvaluationException {
        return new String(Values.bytes(Values.text(argument.evaluate(variables))), StandardCharsets.UTF_8);
    }
}
