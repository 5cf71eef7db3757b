package dev.signalbox.agent;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Weaves a class of the JDK: a hook before and after each call of a watched native.
 *
 * <p>Only instructions are added, since a loaded class may get no new member. The handler's frame declares no locals:
 * whatever is there fits, and nothing but the rethrow follows.
 */
final class CallSites {
    private static final String HOOK = "dev/signalbox/agent/Hook";

    private CallSites() {}

    /** The woven class, or null where it calls no watched native. */
    static byte[] weave(byte[] original) {
        ClassNode node = new ClassNode();
        new ClassReader(original).accept(node, 0);
        boolean changed = false;
        for (MethodNode method : node.methods) {
            changed |= weave(method);
        }
        if (!changed) {
            return null;
        }
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }

    private static boolean weave(MethodNode method) {
        List<MethodInsnNode> sites = new ArrayList<>();
        for (AbstractInsnNode i : method.instructions) {
            if (i instanceof MethodInsnNode) {
                MethodInsnNode call = (MethodInsnNode) i;
                if (JdkHooks.find(call.owner, call.name, call.desc) != null) {
                    sites.add(call);
                }
            }
        }
        if (sites.isEmpty()) {
            return false;
        }
        LabelNode handler = new LabelNode();
        for (MethodInsnNode call : sites) {
            wrap(method, call, handler);
        }
        method.instructions.add(handler);
        method.instructions.add(
                new FrameNode(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"}));
        method.instructions.add(new InsnNode(Opcodes.DUP));
        method.instructions.add(hook("fail", "(Ljava/lang/Throwable;)V"));
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
        return true;
    }

    private static void wrap(MethodNode method, MethodInsnNode call, LabelNode handler) {
        JdkHooks.Native row = JdkHooks.find(call.owner, call.name, call.desc);
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        Type[] arguments = Type.getArgumentTypes(call.desc);
        int local = method.maxLocals;
        int receiver = local;
        local += isStatic ? 0 : 1;
        int[] at = new int[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            at[i] = local;
            local += arguments[i].getSize();
        }
        method.maxLocals = local;

        InsnList before = new InsnList();
        for (int i = arguments.length - 1; i >= 0; i--) {
            before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), at[i]));
        }
        if (!isStatic) {
            before.add(new VarInsnNode(Opcodes.ASTORE, receiver));
        }
        boolean givesBytes = row.bytes() >= 0 && row.op().effect() == dev.signalbox.trace.Effect.WRITE;
        before.add(new IntInsnNode(Opcodes.BIPUSH, row.op().id()));
        pushFd(before, row, call.owner, receiver, at);
        pushCount(before, row, arguments, at);
        if (givesBytes) {
            before.add(new VarInsnNode(Opcodes.ALOAD, at[row.bytes()]));
            before.add(new VarInsnNode(Opcodes.ILOAD, at[row.bytes() + 1]));
            before.add(hook("enterBytes", "(IIJ[BI)V"));
        } else {
            before.add(new InsnNode(Opcodes.LCONST_0));
            before.add(hook("enter", "(IIJJ)V"));
        }
        if (!isStatic) {
            before.add(new VarInsnNode(Opcodes.ALOAD, receiver));
        }
        for (int i = 0; i < arguments.length; i++) {
            before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), at[i]));
        }
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        before.add(start);
        method.instructions.insertBefore(call, before);

        InsnList after = new InsnList();
        after.add(end);
        exit(after, row, Type.getReturnType(call.desc), arguments, at);
        method.instructions.insert(call, after);
        // First in the table: an outer handler of the method itself must not win over ours.
        method.tryCatchBlocks.add(0, new TryCatchBlockNode(start, end, handler, "java/lang/Throwable"));
    }

    private static void pushFd(InsnList code, JdkHooks.Native row, String owner, int receiver, int[] at) {
        switch (row.from()) {
            case INT_ARGUMENT:
                code.add(new VarInsnNode(Opcodes.ILOAD, at[0]));
                return;
            case ARGUMENT:
                code.add(new VarInsnNode(Opcodes.ALOAD, at[0]));
                break;
            case RECEIVER:
                code.add(new VarInsnNode(Opcodes.ALOAD, receiver));
                break;
            default:
                code.add(new VarInsnNode(Opcodes.ALOAD, receiver));
                code.add(new FieldInsnNode(Opcodes.GETFIELD, owner, "fd", "Ljava/io/FileDescriptor;"));
                break;
        }
        code.add(hook("fd", "(Ljava/io/FileDescriptor;)I"));
    }

    private static void pushCount(InsnList code, JdkHooks.Native row, Type[] arguments, int[] at) {
        if (row.count() < 0) {
            code.add(new InsnNode(row.count() == -1 ? Opcodes.LCONST_1 : Opcodes.LCONST_0));
            return;
        }
        Type type = arguments[row.count()];
        code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), at[row.count()]));
        if (type.getSort() == Type.INT) {
            code.add(new InsnNode(Opcodes.I2L));
        }
    }

    private static void exit(InsnList code, JdkHooks.Native row, Type returns, Type[] arguments, int[] at) {
        if (returns.getSort() == Type.VOID) {
            if (row.result() == JdkHooks.Result.ALL) {
                pushCount(code, row, arguments, at);
            } else {
                code.add(new InsnNode(Opcodes.LCONST_0));
            }
            code.add(new InsnNode(Opcodes.ICONST_0));
            code.add(hook("exit", "(JI)V"));
            return;
        }
        code.add(new InsnNode(returns.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP));
        if (returns.getSort() == Type.INT) {
            code.add(new InsnNode(Opcodes.I2L));
        }
        if (row.result() == JdkHooks.Result.STREAM) {
            code.add(new VarInsnNode(Opcodes.ALOAD, at[row.bytes()]));
            code.add(new VarInsnNode(Opcodes.ILOAD, at[row.bytes() + 1]));
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "dev/signalbox/agent/JdkResult", "stream", "(J[BI)V"));
        } else {
            String name = row.result().name().toLowerCase(java.util.Locale.ROOT);
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    "dev/signalbox/agent/JdkResult",
                    name.equals("byte") ? "single" : name,
                    "(J)V"));
        }
    }

    private static MethodInsnNode hook(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, HOOK, name, descriptor);
    }
}
