package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Loopback ports. */
final class Ports {

    private static final long LOOK_EVERY_MILLIS = 20;
    private static final long OPENS_WITHIN_NANOS = 60_000_000_000L;

    private Ports() {}

    static int free() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitOpen(int port) throws InterruptedException {
        long deadline = System.nanoTime() + OPENS_WITHIN_NANOS;
        while (!isOpen(port)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nobody listens on port " + port);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
