package ai.viralclip.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record with an event in it, as somebody wrote it by hand. */
abstract class EnvelopeCase {

    static final String JSON = Files.example(EventType.CLIP_RENDERED).toString();

    final Map<String, byte @Nullable []> headers = new LinkedHashMap<>();

    EnvelopeCase() {
        put("ce_specversion", "1.0");
        put("ce_id", "e1");
        put("ce_source", "/pipeline");
        put("ce_type", "ai.viralclip.clip.rendered.v1");
        put("ce_time", "2026-11-02T09:16:21Z");
        put("content-type", "application/json");
    }

    Envelope.Event<ClipRendered> read() throws ContractViolation {
        return read(JSON);
    }

    Envelope.Event<ClipRendered> read(String value) throws ContractViolation {
        return envelope(value.getBytes(UTF_8)).read(ClipRendered.class);
    }

    Envelope envelope() {
        return envelope(JSON.getBytes(UTF_8));
    }

    Envelope envelope(byte @Nullable [] value) {
        return Envelope.of(
                new EventCodec(),
                new Envelope.Headers() {
                    @Override
                    public byte @Nullable [] last(String name) {
                        return headers.get(name);
                    }

                    @Override
                    public List<String> names() {
                        return List.copyOf(headers.keySet());
                    }
                },
                value);
    }

    void put(String header, String value) {
        headers.put(header, value.getBytes(UTF_8));
    }
}
