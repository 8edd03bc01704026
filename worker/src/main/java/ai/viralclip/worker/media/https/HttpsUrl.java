package ai.viralclip.worker.media.https;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An {@code https:} URI that can be read in one way only.
 *
 * @param target path and query, as they are sent; a secret where the URL is a signed one
 */
record HttpsUrl(HostPort server, String target) {

    private static final int LONGEST = 4096;

    /** Octets of a path and a query (RFC 3986); what is escaped stays so. */
    private static final Pattern TARGET = Pattern.compile("/(?:[A-Za-z0-9._~:@!$&'()*+,;=/-]|%[0-9A-Fa-f]{2})*+"
            + "(?:\\?(?:[A-Za-z0-9._~:@!$&'()*+,;=/?-]|%[0-9A-Fa-f]{2})*+)?");

    /** Escaped control characters: no file is named so, and some server would unescape them into its own request. */
    private static final Pattern CONTROL = Pattern.compile(".*%(?:[01][0-9A-Fa-f]|7[Ff]).*");

    /** @throws HttpsTrouble saying what is wrong with its form; shows nothing of it that could be a secret */
    static HttpsUrl read(URI uri) throws HttpsTrouble {
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw refused(
                    "media is read by https: only, never by " + Shown.value(String.valueOf(uri.getScheme())) + ":");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || uri.getRawFragment() != null || uri.toString().length() > LONGEST) {
            throw refused("an https: URI has a host, no fragment, and at most " + LONGEST + " characters");
        }
        if (authority.contains("@")) {
            throw refused("the https: URI has user information: credentials are configured, never announced");
        }
        HostPort server = HostPort.parse(authority)
                .orElseThrow(() -> refused("the https: URI has no host that is a plain name, or no plain port"));
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new HttpsUrl(server, target(String.valueOf(uri.getRawPath()), query));
    }

    private static String target(String path, String query) throws HttpsTrouble {
        String target = path + query;
        if (!TARGET.matcher(target).matches() || CONTROL.matcher(target).matches()) {
            throw refused("the https: URI has no path, or one with characters that no path has");
        }
        if (isStepping(path) || path.startsWith("//")) {
            throw refused("the path of the https: URI has '.', '..', a backslash or no folder at its beginning");
        }
        return target;
    }

    /** Servers, and what is before them, disagree about what such a path names: escaped, or with a parameter, too. */
    private static boolean isStepping(String path) {
        String seen = path.replaceAll("%2[Ee]", ".").replaceAll("%2[Ff]|%5[Cc]", "/");
        return path.matches(".*%5[Cc].*")
                || Pattern.compile("/").splitAsStream(seen).anyMatch(part -> part.matches("\\.{1,2}(?:;.*)?"));
    }

    /**
     * Where an answer sends to from here.
     *
     * @param location as the answer has it; empty where it names none, or several
     */
    HttpsUrl redirected(Optional<String> location) throws HttpsTrouble {
        try {
            URI to = new URI(location.orElseThrow(() -> refused(server + " redirects, and not to one place")));
            return read(uri().resolve(to));
        } catch (URISyntaxException e) {
            // Without its cause, which quotes the text.
            throw refused(server + " redirects to what is no URI");
        }
    }

    URI uri() {
        return URI.create("https://" + server + target);
    }

    /** As messages have it: without the query. */
    String shown() {
        int query = target.indexOf('?');
        return Shown.sentence("https://" + server + (query < 0 ? target : target.substring(0, query)));
    }

    /** The query may be a signature. */
    @Override
    public String toString() {
        return shown();
    }

    private static HttpsTrouble refused(String why) {
        MediaFailure failure = new NotAllowed(why);
        return new HttpsTrouble(failure);
    }
}
