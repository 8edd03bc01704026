package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The least that Java can do: files through kept TLS connections in 64 KiB writes, nothing hashed, nothing looked at
 * but the status; and, for comparison, the SDK as it comes. {@code Senders floor|sdk ENDPOINT THREADS}: each line on
 * its standard input names a file that lists files, and one that is created when all of them are sent.
 */
final class Senders {

    /** Sends files of a queue, one after another, until there are none. */
    private interface Lane {
        void sendAll(Queue<String> files) throws IOException;
    }

    private static final int BUFFER_BYTES = 64 * 1024;

    private final URI endpoint;

    private Senders(URI endpoint) {
        this.endpoint = endpoint;
    }

    static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Senders senders = new Senders(URI.create(args[1]));
        S3Client s3 = SameJob.client(senders.endpoint);
        Lane lane = args[0].equals("sdk") ? files -> sdk(s3, files) : senders::floor;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] command = line.split("\t", 2);
            sendAll(lane, Files.readAllLines(Path.of(command[0])), Integer.parseInt(args[2]));
            Files.createFile(Path.of(command[1]));
        }
    }

    private static void sendAll(Lane lane, List<String> files, int threads)
            throws InterruptedException, ExecutionException {
        Queue<String> queue = new ConcurrentLinkedQueue<>(files);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> lanes = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        lane.sendAll(queue);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> one : pool.invokeAll(lanes)) {
                one.get();
            }
        }
    }

    private static void sdk(S3Client s3, Queue<String> files) {
        for (String file = files.poll(); file != null; file = files.poll()) {
            Path path = Path.of(file);
            s3.putObject(r -> r.bucket("bench").key("sdk/" + path.getFileName()).contentType("video/mp4"), path);
        }
    }

    private void floor(Queue<String> files) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (Socket socket = SSLSocketFactory.getDefault().createSocket(endpoint.getHost(), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            for (String file = files.poll(); file != null; file = files.poll()) {
                send(Path.of(file), socket.getOutputStream(), socket.getInputStream(), buffer);
            }
        }
    }

    private void send(Path file, OutputStream out, InputStream in, byte[] buffer) throws IOException {
        String head = "PUT /open/floor/" + file.getFileName() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nContent-Length: " + Files.size(file) + "\r\n\r\n";
        out.write(head.getBytes(ISO_8859_1));
        try (FileInputStream bytes = new FileInputStream(file.toFile())) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
        out.flush();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("no answer");
            }
            answer.append(new String(buffer, 0, read, ISO_8859_1));
        }
        if (!answer.toString().startsWith("HTTP/1.1 200")) {
            throw new IOException(answer.toString());
        }
    }
}
