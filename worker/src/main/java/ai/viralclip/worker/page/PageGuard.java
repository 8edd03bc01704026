package ai.viralclip.worker.page;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a request may ask for anything, whoever sent it: it comes from this machine, by a name of this machine (a
 * page elsewhere whose own name was made to lead here sends that name), and not from another site's page.
 */
final class PageGuard {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:[0-9]{1,5})?");

    /** What a proxy says of whom it asks for: then the other end of the connection is nobody. */
    private static final List<String> FORWARDED =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via");

    private final Set<String> otherHosts;

    /** @param otherHosts under which others than this machine may ask; empty: nobody else may */
    PageGuard(Set<String> otherHosts) {
        this.otherHosts = otherHosts;
    }

    /**
     * Why not; empty where it may.
     *
     * @param isDocument whether it is for the page itself, that holds no data: a link from elsewhere may lead there
     */
    Optional<PageAnswer> refusal(PageRequest request, boolean isDocument) {
        String host = request.header("host").orElse("").toLowerCase(Locale.ROOT);
        if (!isOfferedTo(request, host)) {
            return refused("The page answers on this machine only, as http://localhost:<port>/page/ (from elsewhere:"
                    + " ssh -L, kubectl port-forward), or under a name that clip.page.hosts has.");
        }
        if (!isFromItself(request, host, isDocument)) {
            return refused("The page answers to itself only, not to other sites: open it in a window of its own.");
        }
        return Optional.empty();
    }

    private static Optional<PageAnswer> refused(String sentence) {
        return Optional.of(PageAnswer.refused(403, sentence));
    }

    private boolean isOfferedTo(PageRequest request, String host) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        String name = parts.group(1);
        return otherHosts.contains(name) || (LOOPBACK.contains(name) && isFromHere(request));
    }

    private static boolean isFromHere(PageRequest request) {
        return FORWARDED.stream().noneMatch(name -> request.header(name).isPresent())
                && isLoopback(request.remoteAddress());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** By what browsers say of themselves (Fetch Metadata, Origin); other programs say nothing, and have no page. */
    private static boolean isFromItself(PageRequest request, String host, boolean isDocument) {
        Optional<String> origin = request.header("origin");
        if (origin.isPresent() && !Set.of("http://" + host, "https://" + host).contains(origin.get())) {
            return false;
        }
        Optional<String> site = request.header("sec-fetch-site");
        boolean isOpened = isDocument
                && request.header("sec-fetch-mode").filter("navigate"::equals).isPresent();
        return site.isEmpty() || site.get().equals("same-origin") || isOpened;
    }
}
