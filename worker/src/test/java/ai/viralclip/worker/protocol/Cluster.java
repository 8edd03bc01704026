package ai.viralclip.worker.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The brokers and the bucket of one run, and the wires of its processes to them. */
final class Cluster {

    private static final Map<Machine, Cluster> ALL = new HashMap<>();
    private static final int SLOWEST_STORE_MILLIS = 60;
    private static final int SLOWEST_BROKER_MILLIS = 3;

    final ModelBroker broker;
    final TreeMap<String, ModelStore.Stored> objects = new TreeMap<>();

    /** Keys that were deleted long after whoever did so had looked at them. */
    final Set<String> mistaken = new HashSet<>();

    /** Calls that go wrong, by how many were before them. */
    final Map<Integer, Wire.Fault> nth = new HashMap<>();

    private int calls;
    private final Machine machine;
    final Wire.Fates fates;
    final Planted planted;
    private final Map<Host, Wire> wires = new LinkedHashMap<>();

    Cluster(Machine machine, Wire.Fates fates, Planted planted) {
        this.planted = planted;
        this.machine = machine;
        this.fates = fates;
        this.broker = new ModelBroker(machine, planted);
        // One at a time: each knows its machine, so that none would ever be forgotten.
        ALL.clear();
        ALL.put(machine, this);
    }

    static Cluster of(Machine machine) {
        Cluster cluster = ALL.get(machine);
        if (cluster == null) {
            throw new IllegalStateException("no brokers");
        }
        return cluster;
    }

    /** How many calls there were. */
    int calls() {
        return calls;
    }

    /** One more call is made: whether it goes wrong, because of its number. */
    Optional<Wire.Fault> called(String name) {
        return name.startsWith("listen") || name.startsWith("describe")
                ? Optional.empty()
                : Optional.ofNullable(nth.remove(calls++));
    }

    /** To the brokers. */
    Wire wire(Host host) {
        return wires.computeIfAbsent(host, one -> new Wire(one, machine, SLOWEST_BROKER_MILLIS, this));
    }

    /** To the bucket. */
    Wire storeWire(Host host) {
        return new Wire(host, machine, SLOWEST_STORE_MILLIS, this);
    }
}
