package dev.signalbox.agent;

import dev.signalbox.trace.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
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
    private static final String FILE_DESCRIPTOR = "Ljava/io/FileDescriptor;";

    private CallSites() {}

    /** The woven class, or null where it calls no watched native. */
    static byte[] weave(byte[] original) {
        ClassReader in = new ClassReader(original);
        String caller = in.getClassName();
        Set<String> methods = callers(in, caller);
        if (methods.isEmpty()) {
            return null;
        }
        // With the reader's constants, methods that are left alone are copied as bytes.
        ClassWriter out = new ClassWriter(in, ClassWriter.COMPUTE_MAXS);
        in.accept(
                new ClassVisitor(Opcodes.ASM9, out) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String desc, String signature, String[] exceptions) {
                        MethodVisitor inner = super.visitMethod(access, name, desc, signature, exceptions);
                        return methods.contains(name + desc)
                                ? new MethodNode(Opcodes.ASM9, access, name, desc, signature, exceptions) {
                                    @Override
                                    public void visitEnd() {
                                        weave(caller, this);
                                        accept(inner);
                                    }
                                }
                                : inner;
                    }
                },
                0);
        return out.toByteArray();
    }

    /** The methods that call a watched one. */
    private static Set<String> callers(ClassReader in, String caller) {
        Set<String> methods = new HashSet<>();
        in.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String desc, String signature, String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String called, String descriptor, boolean isInterface) {
                                if (JdkHooks.find(caller, owner, called, descriptor) != null) {
                                    methods.add(name + desc);
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    private static void weave(String caller, MethodNode method) {
        List<MethodInsnNode> sites = new ArrayList<>();
        for (AbstractInsnNode i : method.instructions) {
            if (i instanceof MethodInsnNode) {
                MethodInsnNode call = (MethodInsnNode) i;
                if (JdkHooks.find(caller, call.owner, call.name, call.desc) != null) {
                    sites.add(call);
                }
            }
        }
        LabelNode handler = new LabelNode();
        for (MethodInsnNode call : sites) {
            wrap(caller, method, call, handler);
        }
        method.instructions.add(handler);
        method.instructions.add(
                new FrameNode(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"}));
        method.instructions.add(new InsnNode(Opcodes.DUP));
        method.instructions.add(hook("fail", "(Ljava/lang/Throwable;)V"));
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
    }

    private static void wrap(String caller, MethodNode method, MethodInsnNode call, LabelNode handler) {
        JdkHooks.Native row = JdkHooks.find(caller, call.owner, call.name, call.desc);
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
        if (row.shape() == null) {
            enter(before, row, call.owner, receiver, arguments, at);
        } else {
            hand(before, row, "", "(", call, receiver, arguments, at);
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
        if (row.shape() == null) {
            exit(after, row, Type.getReturnType(call.desc), arguments, at);
        } else {
            pushResult(after, Type.getReturnType(call.desc));
            hand(after, row, "Done", "(J", call, receiver, arguments, at);
        }
        method.instructions.insert(call, after);
        // First in the table: an outer handler of the method itself must not win over ours.
        method.tryCatchBlocks.add(0, new TryCatchBlockNode(start, end, handler, "java/lang/Throwable"));
    }

    private static void enter(
            InsnList code, JdkHooks.Native row, String owner, int receiver, Type[] arguments, int[] at) {
        code.add(new IntInsnNode(Opcodes.SIPUSH, row.op().id()));
        pushFd(code, row, owner, receiver, at);
        pushCount(code, row, arguments, at);
        code.add(new InsnNode(Opcodes.LCONST_0));
        if (row.bytes() >= 0 && row.op().effect() == Effect.WRITE) {
            code.add(new VarInsnNode(Opcodes.ALOAD, at[row.bytes()]));
            code.add(new VarInsnNode(Opcodes.ILOAD, at[row.bytes() + 1]));
            code.add(hook("enterBytes", "(IIJJ[BI)V"));
        } else {
            code.add(hook("enter", "(IIJJ)V"));
        }
    }

    /** Hands the arguments that the shape names to a method of ours. */
    private static void hand(
            InsnList code,
            JdkHooks.Native row,
            String suffix,
            String begin,
            MethodInsnNode call,
            int receiver,
            Type[] arguments,
            int[] at) {
        StringBuilder descriptor = new StringBuilder(begin);
        for (int i = 0; i < row.shape().length(); i++) {
            char letter = row.shape().charAt(i);
            if (letter == 'r' && !suffix.isEmpty()) {
                code.add(new VarInsnNode(Opcodes.ALOAD, receiver));
                code.add(new FieldInsnNode(Opcodes.GETFIELD, call.owner, "fd", FILE_DESCRIPTOR));
                code.add(hook("fd", "(" + FILE_DESCRIPTOR + ")I"));
                descriptor.append('I');
            }
            if (letter == 'r' || letter == '-') {
                continue;
            }
            code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), at[i]));
            if (letter == 'i') {
                if (arguments[i].getSize() == 1) {
                    code.add(new InsnNode(Opcodes.I2L));
                }
                descriptor.append('J');
            } else if (letter == 'd') {
                code.add(hook("fd", "(" + FILE_DESCRIPTOR + ")I"));
                descriptor.append('I');
            } else {
                descriptor.append(letter == 'v' ? "[I" : "Ljava/lang/Object;");
            }
        }
        String name = row.method() + suffix;
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                "dev/signalbox/agent/JdkCalls",
                name,
                descriptor.append(")V").toString()));
    }

    /** A copy of what the call returned, as a long; 0 for nothing. */
    private static void pushResult(InsnList code, Type returns) {
        if (returns.getSort() == Type.VOID) {
            code.add(new InsnNode(Opcodes.LCONST_0));
        } else if (returns.getSize() == 2) {
            code.add(new InsnNode(Opcodes.DUP2));
        } else {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new InsnNode(Opcodes.I2L));
        }
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
                code.add(new FieldInsnNode(Opcodes.GETFIELD, owner, "fd", FILE_DESCRIPTOR));
                break;
        }
        if (row.bytes() < 0) {
            code.add(hook("fd", "(" + FILE_DESCRIPTOR + ")I"));
            return;
        }
        code.add(new VarInsnNode(Opcodes.ALOAD, at[row.bytes()]));
        code.add(new VarInsnNode(Opcodes.ILOAD, at[row.bytes() + 1]));
        code.add(new VarInsnNode(Opcodes.ILOAD, at[row.count()]));
        code.add(hook("fd", "(" + FILE_DESCRIPTOR + "[BII)I"));
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
        pushResult(code, returns);
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
