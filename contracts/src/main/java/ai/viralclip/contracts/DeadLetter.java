package ai.viralclip.contracts;

/**
 * Where a record lies that was put aside.
 *
 * @param topic the dead-letter topic
 * @param partition from 0
 * @param offset from 0
 */
public record DeadLetter(String topic, int partition, long offset) {

    public DeadLetter {
        Limits.notNegative("partition", partition);
        Limits.notNegative("offset", offset);
    }

    static DeadLetter read(Fields in) throws ContractViolation {
        return new DeadLetter(in.text("topic"), in.integer("partition"), in.size("offset"));
    }
}
