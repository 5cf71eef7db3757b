package dev.signalbox.agent;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves classes of the program whose lines are wanted: before each call they store the line they are at.
 *
 * <p>Before each call and not at each line: a call between may have come through another of these classes. To walk the
 * stack when an event is recorded would cost ten times the event.
 */
final class Lines {
    /** Names the classes, with a comma between; nested ones go with them. */
    static final String PROPERTY = "signalbox.watched";

    private final List<String> classes = new ArrayList<>();

    /** @param names binary names with a comma between; null for none */
    Lines(String names) {
        for (String name : names == null ? new String[0] : names.split(",")) {
            if (!name.isBlank()) {
                classes.add(name.trim().replace('.', '/'));
            }
        }
    }

    /** Whether the lines of a class (internal name) are wanted. */
    boolean watches(String className) {
        for (String watched : classes) {
            boolean nested = className.length() > watched.length() && className.charAt(watched.length()) == '$';
            if (className.startsWith(watched) && (nested || className.length() == watched.length())) {
                return true;
            }
        }
        return false;
    }

    static byte[] weave(byte[] original) {
        ClassReader in = new ClassReader(original);
        ClassWriter out = new ClassWriter(in, ClassWriter.COMPUTE_MAXS);
        in.accept(
                new ClassVisitor(Opcodes.ASM9, out) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String desc, String signature, String[] exceptions) {
                        return storing(super.visitMethod(access, name, desc, signature, exceptions));
                    }
                },
                0);
        return out.toByteArray();
    }

    private static MethodVisitor storing(MethodVisitor inner) {
        return new MethodVisitor(Opcodes.ASM9, inner) {
            private int line;

            @Override
            public void visitLineNumber(int newLine, Label start) {
                line = newLine;
                super.visitLineNumber(newLine, start);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean isInterface) {
                // Boxing, strings and the like get nowhere near the kernel.
                if (line > 0 && (!owner.startsWith("java/lang/") || owner.startsWith("java/lang/Process"))) {
                    super.visitLdcInsn(line);
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/signalbox/agent/Hook", "line", "(I)V", false);
                }
                super.visitMethodInsn(opcode, owner, name, desc, isInterface);
            }
        };
    }
}
