package ai.viralclip.worker.page;

import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.page}: the operators' page.
 *
 * @param enabled whether it is there at all
 * @param readToken of those who may look at figures; empty: nobody has that role
 * @param actToken of those who may see clips, replay, discard and cancel; empty: nobody may
 * @param hosts names or addresses under which others than this machine may ask for it, as they stand in the address
 *     bar, without a port; empty: this machine alone
 */
public record PageProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String readToken,
        @DefaultValue("") String actToken,
        @DefaultValue List<String> hosts) {

    /** What a header can carry as one word (RFC 6750); shorter ones could be guessed. */
    private static final String TOKEN = "|[A-Za-z0-9._~+/=-]{32,256}";

    private static final String HOST = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+]";

    public PageProperties {
        readToken = readToken.strip();
        actToken = actToken.strip();
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    @AssertTrue(
            message = "CLIP_PAGE_READ_TOKEN must be 32 to 256 of A-Z a-z 0-9 . _ ~ + / = - (make one with: openssl rand"
                    + " -hex 32)")
    boolean isReadTokenAccepted() {
        return readToken.matches(TOKEN);
    }

    @AssertTrue(
            message = "CLIP_PAGE_ACT_TOKEN must be 32 to 256 of A-Z a-z 0-9 . _ ~ + / = - (make one with: openssl rand"
                    + " -hex 32)")
    boolean isActTokenAccepted() {
        return actToken.matches(TOKEN);
    }

    @AssertTrue(
            message = "CLIP_PAGE_ENABLED is true, and neither CLIP_PAGE_READ_TOKEN nor CLIP_PAGE_ACT_TOKEN is set:"
                    + " nobody could use the page")
    boolean isUsableBySomebody() {
        return !enabled || !readToken.isEmpty() || !actToken.isEmpty();
    }

    @AssertTrue(message = "CLIP_PAGE_READ_TOKEN and CLIP_PAGE_ACT_TOKEN are the same: every reader could act")
    boolean isEachRoleOnItsOwn() {
        return readToken.isEmpty() || !readToken.equals(actToken);
    }

    @AssertTrue(
            message = "clip.page.hosts must be names or addresses without scheme and port, such as"
                    + " clips.internal.example, separated by commas")
    boolean isEveryHostAName() {
        return hosts.stream().allMatch(host -> host.matches(HOST));
    }

    /** Names beyond those of this machine, each once. */
    Set<String> otherHosts() {
        return Set.copyOf(hosts);
    }

    @Override
    public String toString() {
        return "PageProperties[enabled=" + enabled + ", hosts=" + hosts + "]";
    }
}
