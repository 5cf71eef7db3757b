package dev.signalbox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class JdkHooksTest {
    /** Callers that are not woven: those of sockets, and of folders and files that are opened for their attributes. */
    private static final Set<String> LEFT_OUT = Set.of(
            "sun/nio/ch/DatagramChannelImpl",
            "sun/nio/ch/Net",
            "sun/nio/ch/NioSocketImpl",
            "sun/nio/ch/ServerSocketChannelImpl",
            "sun/nio/ch/SocketChannelImpl",
            "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl",
            "sun/nio/ch/UnixAsynchronousSocketChannelImpl",
            "sun/nio/fs/LinuxDosFileAttributeView",
            "sun/nio/fs/LinuxUserDefinedFileAttributeView",
            "sun/nio/fs/UnixUserDefinedFileAttributeView",
            "sun/nio/fs/UnixCopyFile",
            "sun/nio/fs/UnixFileSystem",
            "sun/nio/fs/UnixFileAttributeViews$Basic",
            "sun/nio/fs/UnixFileAttributeViews$Posix",
            "sun/nio/fs/UnixPath",
            "sun/nio/fs/UnixSecureDirectoryStream");

    static Stream<Path> jdks() throws Exception {
        return AgentIT.jdks();
    }

    /** Holds the table against the class files of a JDK: a new caller in a new JDK turns it red. */
    @ParameterizedTest
    @MethodSource("jdks")
    void everyCallerOfAWatchedMethod_isWoven(Path jdk) throws Exception {
        Set<String> forgotten = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", jdk.toString()));
                Stream<Path> files = Files.walk(image.getPath("/modules/java.base"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).collect(Collectors.toList())) {
                scan(Files.readAllBytes(file), forgotten, found);
            }
        } catch (UncheckedIOException unreadable) {
            throw new IOException(unreadable);
        }
        forgotten.removeAll(LEFT_OUT);
        assertEquals(Set.of(), forgotten);
        assertTrue(found.size() > 30, "watched methods of " + jdk + ": " + found);
    }

    private static void scan(byte[] bytes, Set<String> forgotten, Set<String> found) {
        ClassReader in = new ClassReader(bytes);
        in.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String desc, String signature, String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode, String owner, String called, String descriptor, boolean isInterface) {
                                if (JdkHooks.find(in.getClassName(), owner, called, descriptor) != null) {
                                    found.add(owner + "." + called);
                                    if (!JdkHooks.calls(in.getClassName())) {
                                        forgotten.add(in.getClassName());
                                    }
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    @Test
    void everyRowWithAShape_findsItsTwoMethods() {
        Set<String> methods = Arrays.stream(JdkCalls.class.getMethods())
                .map(m -> m.getName() + "/" + m.getParameterCount())
                .collect(Collectors.toSet());
        for (Map.Entry<String, JdkHooks.Native> row : JdkHooks.natives().entrySet()) {
            String shape = row.getValue().shape();
            if (shape != null) {
                long before = shape.chars().filter(c -> c != '-' && c != 'r').count();
                long after = shape.chars().filter(c -> c != '-').count() + 1;
                String name = row.getValue().method();
                assertTrue(methods.contains(name + "/" + before), row.getKey());
                assertTrue(methods.contains(name + "Done/" + after), row.getKey());
            }
        }
    }
}
