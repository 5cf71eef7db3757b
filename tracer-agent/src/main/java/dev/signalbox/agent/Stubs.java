package dev.signalbox.agent;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves the stubs that jnr-ffi generates for an interface on the C library.
 *
 * <p>Each watched method moves to a prefixed name and a wrapper takes its place; some of the stubs are bare natives, so
 * the prefix is also the JVM's native method prefix.
 */
final class Stubs {
    static final String PREFIX = "signalbox$";
    static final String POINTER_TYPE = "Ljnr/ffi/Pointer;";

    private static final String POINTER = "jnr/ffi/Pointer";
    private static final String ADDRESS = PREFIX + "address";
    private static final String HOOK = "dev/signalbox/agent/Hook";
    private static final String LAST_ERROR = "com/kenai/jffi/LastError";

    private Stubs() {}

    static boolean isStub(String className) {
        return className.contains("$jnr$ffi$");
    }

    /** The woven class, or null where it has no watched method. */
    static byte[] weave(byte[] original) {
        ClassNode node = new ClassNode();
        new ClassReader(original).accept(node, 0);
        List<MethodNode> wrappers = new ArrayList<>();
        for (MethodNode method : node.methods) {
            StubTable.Row row =
                    (method.access & Opcodes.ACC_STATIC) != 0 ? null : StubTable.find(method.name, method.desc);
            if (row != null) {
                method.name = PREFIX + row.call();
                wrappers.add(new Wrapper(node.name, row, method).make());
            }
        }
        if (wrappers.isEmpty()) {
            return null;
        }
        node.methods.addAll(wrappers);
        node.methods.add(address());
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }

    /** A method that gives the address of a Pointer, 0 for none. */
    private static MethodNode address() {
        String descriptor = "(" + POINTER_TYPE + ")J";
        MethodNode m = new MethodNode(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, ADDRESS, descriptor, null, null);
        Label none = new Label();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitJumpInsn(Opcodes.IFNULL, none);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, POINTER, "address", "()J", false);
        m.visitInsn(Opcodes.LRETURN);
        m.visitLabel(none);
        m.visitFrame(Opcodes.F_FULL, 1, new Object[] {POINTER}, 0, new Object[0]);
        m.visitInsn(Opcodes.LCONST_0);
        m.visitInsn(Opcodes.LRETURN);
        m.visitMaxs(0, 0);
        return m;
    }

    /** The method that takes the place of a stub's. */
    private static final class Wrapper {
        private final String owner;
        private final StubTable.Row row;
        private final MethodNode inner;
        private final MethodNode m;
        private final Type[] types;
        private final Type returns;
        private final int[] at;
        private final int result;

        Wrapper(String owner, StubTable.Row row, MethodNode inner) {
            this.owner = owner;
            this.row = row;
            this.inner = inner;
            int access = inner.access & ~(Opcodes.ACC_NATIVE | Opcodes.ACC_FINAL);
            this.m = new MethodNode(access, row.call(), inner.desc, null, null);
            this.types = Type.getArgumentTypes(inner.desc);
            this.returns = Type.getReturnType(inner.desc);
            this.at = new int[types.length];
            int local = 1;
            for (int i = 0; i < types.length; i++) {
                at[i] = local;
                local += types[i].getSize();
            }
            this.result = local;
        }

        MethodNode make() {
            if (row.in() == null) {
                enter();
            } else {
                call(row.in(), row.method(), "", "");
            }
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            m.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
            m.visitLabel(start);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            for (int i = 0; i < types.length; i++) {
                m.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), at[i]);
            }
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, PREFIX + row.call(), inner.desc, false);
            m.visitLabel(end);
            m.visitVarInsn(returns.getOpcode(Opcodes.ISTORE), result);
            pushNumber(returns, result);
            // jffi kept errno right after the call.
            m.visitMethodInsn(Opcodes.INVOKESTATIC, LAST_ERROR, "getInstance", "()L" + LAST_ERROR + ";", false);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LAST_ERROR, "get", "()I", false);
            if (row.in() == null) {
                exit();
            } else {
                call(row.in(), row.method(), "Done", "JI");
            }
            m.visitVarInsn(returns.getOpcode(Opcodes.ILOAD), result);
            m.visitInsn(returns.getOpcode(Opcodes.IRETURN));
            m.visitLabel(handler);
            m.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
            m.visitInsn(Opcodes.DUP);
            hook("fail", "(Ljava/lang/Throwable;)V");
            m.visitInsn(Opcodes.ATHROW);
            m.visitMaxs(0, 0);
            return m;
        }

        private void enter() {
            m.visitIntInsn(Opcodes.SIPUSH, row.op().id());
            if (row.fd() >= 0) {
                m.visitVarInsn(Opcodes.ILOAD, at[row.fd()]);
            } else {
                m.visitInsn(Opcodes.ICONST_M1);
            }
            pushNumber(row.at('n'));
            pushNumber(row.at('m'));
            if (row.at('b') >= 0) {
                m.visitVarInsn(Opcodes.ALOAD, at[row.at('b')]);
                m.visitInsn(Opcodes.ICONST_0);
                hook("enterBytes", "(IIJJ[BI)V");
            } else {
                hook("enter", "(IIJJ)V");
            }
        }

        /** Result and errno are on the stack. */
        private void exit() {
            if (row.at('B') >= 0) {
                m.visitVarInsn(Opcodes.ALOAD, at[row.at('B')]);
                m.visitInsn(Opcodes.ICONST_0);
                hook("exitBytes", "(JI[BI)V");
            } else if (row.at('V') >= 0) {
                m.visitVarInsn(Opcodes.ALOAD, at[row.at('V')]);
                hook("exitValues", "(JI[I)V");
            } else {
                hook(row.op() == Op.DUP ? "exitOpened" : "exit", "(JI)V");
            }
        }

        /** Hands the arguments that the shape names to a method of ours. */
        private void call(String in, String method, String suffix, String before) {
            StringBuilder descriptor = new StringBuilder("(").append(before);
            for (int i = 0; i < row.shape().length(); i++) {
                char letter = row.shape().charAt(i);
                if (letter == '-') {
                    continue;
                }
                if (letter == 'i' || letter == 'h') {
                    pushNumber(types[i], at[i]);
                    descriptor.append('J');
                } else {
                    m.visitVarInsn(Opcodes.ALOAD, at[i]);
                    descriptor.append(letter == 'p' ? "Ljava/lang/Object;" : types[i].getDescriptor());
                }
            }
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    in,
                    method + suffix,
                    descriptor.append(")V").toString(),
                    false);
        }

        private void pushNumber(int parameter) {
            if (parameter < 0) {
                m.visitInsn(Opcodes.LCONST_0);
            } else {
                pushNumber(types[parameter], at[parameter]);
            }
        }

        private void pushNumber(Type type, int local) {
            m.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            if (type.getSort() == Type.OBJECT) {
                m.visitMethodInsn(Opcodes.INVOKESTATIC, owner, ADDRESS, "(" + POINTER_TYPE + ")J", false);
            } else if (type.getSort() != Type.LONG) {
                m.visitInsn(Opcodes.I2L);
            }
        }

        private void hook(String name, String descriptor) {
            m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, name, descriptor, false);
        }
    }
}
