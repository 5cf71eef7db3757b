package dev.signalbox.agent;

import dev.signalbox.trace.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
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

    private static final String HOOK = "dev/signalbox/agent/Hook";
    private static final long FIONREAD = 0x541b;
    private static final Map<String, Op> CALLS = Map.of(
            "read", Op.READ,
            "write", Op.WRITE,
            "pread", Op.PREAD,
            "pwrite", Op.PWRITE,
            "close", Op.CLOSE,
            "lseek", Op.LSEEK,
            "ioctl", Op.FIONREAD,
            "nanosleep", Op.NANOSLEEP);

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
            Op op = CALLS.get(method.name);
            if (op != null && (method.access & Opcodes.ACC_STATIC) == 0 && fits(op, method.desc)) {
                String name = method.name;
                method.name = PREFIX + name;
                wrappers.add(wrapper(node.name, name, method, op));
            }
        }
        if (wrappers.isEmpty()) {
            return null;
        }
        node.methods.addAll(wrappers);
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }

    private static boolean fits(Op op, String descriptor) {
        Type[] a = Type.getArgumentTypes(descriptor);
        int returns = Type.getReturnType(descriptor).getSort();
        if (a.length == 0 || (returns != Type.INT && returns != Type.LONG)) {
            return false;
        }
        if (op == Op.NANOSLEEP) {
            return a[0].getDescriptor().equals("[J");
        }
        return a[0].getSort() == Type.INT && a.length >= (op == Op.CLOSE ? 1 : 3);
    }

    private static MethodNode wrapper(String owner, String name, MethodNode inner, Op op) {
        int access = inner.access & ~(Opcodes.ACC_NATIVE | Opcodes.ACC_FINAL);
        MethodNode m = new MethodNode(access, name, inner.desc, null, null);
        Type[] arguments = Type.getArgumentTypes(inner.desc);
        int[] at = new int[arguments.length];
        int local = 1;
        for (int i = 0; i < arguments.length; i++) {
            at[i] = local;
            local += arguments[i].getSize();
        }
        boolean array = arguments.length > 1 && arguments[1].getDescriptor().equals("[B");
        enter(m, op, arguments, at, array);
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
        m.visitLabel(start);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        for (int i = 0; i < arguments.length; i++) {
            m.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), at[i]);
        }
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, PREFIX + name, inner.desc, false);
        m.visitLabel(end);
        exit(m, op, arguments, at, array, Type.getReturnType(inner.desc), local);
        m.visitLabel(handler);
        m.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        m.visitInsn(Opcodes.DUP);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "fail", "(Ljava/lang/Throwable;)V", false);
        m.visitInsn(Opcodes.ATHROW);
        m.visitMaxs(0, 0);
        return m;
    }

    private static void enter(MethodVisitor m, Op op, Type[] arguments, int[] at, boolean array) {
        if (op == Op.NANOSLEEP) {
            m.visitVarInsn(Opcodes.ALOAD, at[0]);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/signalbox/agent/StubArguments", "nanosleep", "([J)V", false);
            return;
        }
        if (op == Op.FIONREAD) {
            m.visitVarInsn(Opcodes.ILOAD, at[0]);
            pushLong(m, arguments[1], at[1]);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/signalbox/agent/StubArguments", "ioctl", "(IJ)V", false);
            return;
        }
        m.visitIntInsn(Opcodes.BIPUSH, op.id());
        m.visitVarInsn(Opcodes.ILOAD, at[0]);
        int first = op == Op.LSEEK ? 1 : 2;
        if (op == Op.CLOSE) {
            m.visitInsn(Opcodes.LCONST_0);
        } else {
            pushLong(m, arguments[first], at[first]);
        }
        if (array && op == Op.WRITE) {
            m.visitVarInsn(Opcodes.ALOAD, at[1]);
            m.visitInsn(Opcodes.ICONST_0);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "enterBytes", "(IIJ[BI)V", false);
            return;
        }
        if (arguments.length > first + 1) {
            pushLong(m, arguments[first + 1], at[first + 1]);
        } else {
            m.visitInsn(Opcodes.LCONST_0);
        }
        m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "enter", "(IIJJ)V", false);
    }

    private static void exit(
            MethodVisitor m, Op op, Type[] arguments, int[] at, boolean array, Type returns, int result) {
        m.visitVarInsn(returns.getOpcode(Opcodes.ISTORE), result);
        pushLong(m, returns, result);
        // The wrapper asks jffi, which kept errno right after the call.
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, "com/kenai/jffi/LastError", "getInstance", "()Lcom/kenai/jffi/LastError;", false);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "com/kenai/jffi/LastError", "get", "()I", false);
        if (array && op == Op.READ) {
            m.visitVarInsn(Opcodes.ALOAD, at[1]);
            m.visitInsn(Opcodes.ICONST_0);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "exitBytes", "(JI[BI)V", false);
        } else if (op == Op.FIONREAD && arguments[2].getDescriptor().equals("[I")) {
            m.visitVarInsn(Opcodes.ALOAD, at[2]);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/signalbox/agent/StubArguments", "value", "(JI[I)V", false);
        } else {
            m.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "exit", "(JI)V", false);
        }
        m.visitVarInsn(returns.getOpcode(Opcodes.ILOAD), result);
        m.visitInsn(returns.getOpcode(Opcodes.IRETURN));
    }

    private static void pushLong(MethodVisitor m, Type type, int at) {
        m.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
        if (type.getSort() == Type.INT) {
            m.visitInsn(Opcodes.I2L);
        }
    }

    /** The request of ioctl that is watched. */
    static long fionread() {
        return FIONREAD;
    }
}
