package ai.viralclip.worker.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the pipeline and the operators write, as records. */
final class Events {

    /** Where no media may lie. */
    static final String NO_ROOT = "/etc/";

    /**
     * A clip that was announced.
     *
     * @param key of its video in the bucket
     * @param odd it is to be refused
     */
    record Announced(String id, int user, int n, Instant renderedAt, String key, boolean odd) {}

    /**
     * A purge that was asked for.
     *
     * @param prefix of what it reaches
     */
    record Asked(String id, int user, Instant until, String prefix) {}

    final Map<String, Announced> clips = new LinkedHashMap<>();
    final Map<String, Asked> purges = new LinkedHashMap<>();
    final Set<String> lost = new HashSet<>();

    /** Purges that some worker cannot know of. */
    final Set<String> unknown = new HashSet<>();

    private final Set<String> forgotten = new HashSet<>();
    private final ModelBroker broker;

    Events(ModelBroker broker) {
        this.broker = broker;
    }

    void announce(Step.Clip clip) {
        String id = "c" + clips.size();
        Instant renderedAt = Host.BEGINNING.plusMillis(clip.at() - clip.late());
        String uid = "u" + clip.user();
        String sha256 = "%064x".formatted(clips.size() + 1);
        clips.put(
                id,
                new Announced(
                        id,
                        clip.user(),
                        clip.n(),
                        renderedAt,
                        "users/" + uid + "/r/clips/clip_s_" + clip.n() + ".mp4",
                        clip.odd()));
        String data = """
                {"uid":"%s","run_id":"r","video_url":"https://v.example/1","style":"s",
                "highlight":{"id":%d,"title":"t","start":"00:00:01","end":"00:00:09"},
                "video":{"uri":"file://%s%s.mp4","size_bytes":9,"sha256":"%s"},"thumbnail":null}""".formatted(uid, clip.n(), clip.odd() ? NO_ROOT : "/m/", id, sha256);
        write(Topics.CLIP_RENDERED, clip.user(), uid + "/r", data, id, "clip.rendered", renderedAt);
    }

    /** Whether that announced a clip that is to be refused. */
    static boolean isOdd(byte[] announced) {
        return new String(announced, UTF_8).contains("file://" + NO_ROOT);
    }

    /** The topic that tells of purges is gone: whoever is born from now on knows of none of them. */
    void forgetPurges() {
        forgotten.addAll(purges.keySet());
    }

    /** A worker is born. */
    void bornNow() {
        unknown.addAll(forgotten);
    }

    /** What was announced until now need not be answered, but may. */
    void loseAll() {
        lost.addAll(clips.keySet());
    }

    void lose(ModelLog log, int records) {
        for (ModelLog.Entry entry : log.cut(records)) {
            entry.record()
                    .map(record -> record.headers().lastHeader("ce_id").value())
                    .ifPresent(id -> lost.add(new String(id, UTF_8)));
        }
    }

    void ask(Step.Purge purge) {
        String id = "p" + purges.size();
        Instant until = Host.BEGINNING.plusMillis(purge.at());
        String uid = "u" + purge.user();
        purges.put(id, new Asked(id, purge.user(), until, "users/" + uid + (purge.wholeUser() ? "/" : "/r/")));
        String data = purge.wholeUser()
                ? "{\"uid\":\"%s\"}".formatted(uid)
                : "{\"uid\":\"%s\",\"run_id\":\"r\"}".formatted(uid);
        write(Topics.PURGE_REQUESTED, purge.user(), uid, data, id, "purge.requested", until);
    }

    private void write(String topic, int partition, String key, String data, String id, String type, Instant time) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), data.getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/pipeline",
                        "ce_type",
                        "ai.viralclip." + type + ".v1",
                        "ce_time",
                        time.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        broker.write(record);
    }
}
