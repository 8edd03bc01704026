package ai.viralclip.worker.cli;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventData;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Replies for programs, as their contract spells them; a listing's pages as one. */
public final class ReplyJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper COMPACT = new JsonMapper();
    private static final EventCodec CODEC = new EventCodec();

    private ReplyJson() {}

    public static String of(EventData reply) {
        return JSON.writeValueAsString(JSON.readTree(CODEC.encode(reply)));
    }

    /** In one line, for programs that read line by line. */
    static String line(Object json) {
        return COMPACT.writeValueAsString(json);
    }

    public static String of(Listing listing) {
        ClipsListed first = listing.first();
        return of(new ClipsListed(
                first.uid(),
                first.runId(),
                first.highlights(),
                first.videoUrl(),
                first.videoTitle(),
                first.customPrompt(),
                first.total(),
                listing.clips(),
                Optional.empty(),
                first.requestEventId()));
    }
}
