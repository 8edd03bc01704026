package ai.viralclip.worker.guarantees.harness;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * One client's connection to one broker, through a {@link KafkaTap}. Frames are passed on whole; of a request the head
 * is read ({@code size int32, api_key int16, api_version int16, correlation_id int32, client_id nullable string}), of a
 * reply the correlation id.
 */
final class TappedConnection implements Closeable {

    private final KafkaTap tap;
    private final int number;
    private final Socket client;
    private final Socket broker = new Socket();
    private final Map<Integer, KafkaTap.Request> unanswered = new ConcurrentHashMap<>();

    TappedConnection(KafkaTap tap, int number, Socket client) {
        this.tap = tap;
        this.number = number;
        this.client = client;
    }

    /** What is done with one frame before it is passed on. */
    private interface Look {
        KafkaTap.Then at(ByteBuffer frame);
    }

    /** Ends with either side's connection; at once where the broker is down. */
    void start(int brokerPort) {
        Thread.ofVirtual().name("tap-" + number).start(() -> {
            try {
                broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
                Thread.ofVirtual().name("tap-" + number + "-replies").start(() -> pump(broker, client, this::reply));
            } catch (IOException down) {
                close();
            }
            pump(client, broker, this::request);
        });
    }

    @Override
    public void close() {
        KafkaTap.closeQuietly(client);
        KafkaTap.closeQuietly(broker);
        tap.ended(this);
    }

    private void pump(Socket from, Socket to, Look look) {
        try (this) {
            from.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            KafkaTap.Then then = KafkaTap.Then.PASS_ON;
            while (then == KafkaTap.Then.PASS_ON) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                then = look.at(ByteBuffer.wrap(frame));
                if (then == KafkaTap.Then.PASS_ON) {
                    out.writeInt(frame.length);
                    out.write(frame);
                    out.flush();
                }
            }
        } catch (IOException over) {
            // One of the two sides went away.
        }
    }

    private KafkaTap.Then request(ByteBuffer frame) {
        KafkaTap.Frame whole = new KafkaTap.Frame(frame.duplicate());
        ApiKeys kind = ApiKeys.forId(frame.getShort());
        frame.getShort();
        int correlationId = frame.getInt();
        byte[] clientId = new byte[Math.max(0, frame.getShort())];
        frame.get(clientId);
        KafkaTap.Request request =
                new KafkaTap.Request(kind, new String(clientId, StandardCharsets.UTF_8), number, whole);
        unanswered.put(correlationId, request);
        return tap.stopped(request);
    }

    private KafkaTap.Then reply(ByteBuffer frame) {
        KafkaTap.Frame whole = new KafkaTap.Frame(frame.duplicate());
        KafkaTap.Request request = unanswered.remove(frame.getInt());
        return request == null ? KafkaTap.Then.PASS_ON : tap.stopped(new KafkaTap.Reply(request, whole));
    }
}
