package dev.signalbox.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Decides which classes are woven, and by what. */
final class Weaver implements ClassFileTransformer {
    private final Lines lines = new Lines(System.getProperty(Lines.PROPERTY));

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] original) {
        // Our own classes first: asking a class of ours while it is being loaded is a circle, and the JVM remembers it.
        boolean ours = loader == null && name != null && name.startsWith("dev/signalbox/");
        if (name == null || ours) {
            return null;
        }
        boolean jdk = loader == null && JdkHooks.calls(name);
        boolean stub = loader != null && Stubs.isStub(name);
        boolean marker = loader != null && name.equals(Markers.CLASS);
        boolean watched = loader != null && lines.watches(name);
        if (!jdk && !stub && !marker && !watched) {
            return null;
        }
        Hook.enterAgent();
        try {
            if (jdk) {
                return CallSites.weave(original);
            }
            return stub ? Stubs.weave(original) : marker ? Markers.weave(original) : Lines.weave(original);
        } catch (RuntimeException | LinkageError failed) {
            System.err.println("signalbox: " + name + " is not watched: " + failed);
            return null;
        } finally {
            Hook.leaveAgent();
        }
    }
}
