package ai.viralclip.worker.media.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives the addresses that a connection is made to, and gives none unless every one of a name's is allowed. The client
 * asks once for each connection, and uses what it is given: nobody can answer otherwise a second time.
 *
 * <p>A lookup blocks the thread that makes it in the kernel, so each is made by one of a few threads of its own, and is
 * given up in time.
 */
final class GuardedResolver implements DnsResolver {

    /** Where names are looked up. A boundary: a test answers what no name server here would. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A name has an address that nothing may be fetched from. */
    static final class NotPublic extends UnknownHostException {

        NotPublic(String host) {
            super(host);
        }
    }

    private static final int THREADS = 4;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Lookup lookup;
    private final PublicAddresses allowed;
    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /** @param patience with a name server */
    GuardedResolver(Lookup lookup, PublicAddresses allowed, Duration patience) {
        this.lookup = lookup;
        this.allowed = allowed;
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("media-names-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws NotPublic where one of them is not allowed, whatever the others are */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = addresses(host);
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!Arrays.stream(found).allMatch(allowed::allow)) {
            throw new NotPublic(host);
        }
        return found;
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException aName) {
            return lookUp(host);
        }
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> lookup.addresses(host));
        threads.execute(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        } finally {
            threads.remove(task);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    /** No name is looked up for the sake of another. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
