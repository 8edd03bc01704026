package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Ports for servers that must know their port before they bind it, and keep it over a restart. */
public final class LoopbackPort {

    /** Below the range from which systems take ports for outgoing connections: nobody gets ours between two binds. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private LoopbackPort() {}

    static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** One that nobody listens on now. */
    public static int free() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many, no two the same. */
    static List<Integer> free(int count) {
        return Stream.generate(LoopbackPort::free).distinct().limit(count).toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
