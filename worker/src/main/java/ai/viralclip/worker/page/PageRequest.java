package ai.viralclip.worker.page;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks of the page.
 *
 * @param path below the port, from {@code /page} on, as it was sent
 * @param remoteAddress of whoever is at the other end of the connection
 * @param headers by their names in lower case; one that came twice has both values, with a comma between
 * @param body empty where there is none
 */
record PageRequest(String method, String path, String remoteAddress, Map<String, String> headers, String body) {

    PageRequest {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** One of its headers is a secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
