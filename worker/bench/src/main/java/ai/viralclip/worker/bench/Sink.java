package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * An S3 store over TLS that costs as little as it can: it reads and forgets media, keeps small documents, holds
 * conditions, and answers after a latency that can be set, over a line as fast as is wanted. So that whoever sends is
 * what is measured.
 *
 * <p>Checks no signatures and no checksums: those cost the store, not the sender.
 */
final class Sink {

    static final String PASSWORD = "changeit";

    private final SSLServerSocket server;
    private final Line line = new Line();
    private final SinkObjects objects = new SinkObjects(line);

    private Sink(SSLServerSocket server) {
        this.server = server;
    }

    /** A process of its own: {@code Sink KEY_STORE PORT}, until it is killed. */
    static void main(String[] args) throws IOException, GeneralSecurityException {
        var factory = context(Path.of(args[0])).getServerSocketFactory();
        int port = Integer.parseInt(args[1]);
        var server = (SSLServerSocket) factory.createServerSocket(port, 512, InetAddress.getLoopbackAddress());
        new Sink(server).serve();
    }

    private void serve() throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> SinkConnection.serve(socket, objects, line));
            }
        }
    }

    private static SSLContext context(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
