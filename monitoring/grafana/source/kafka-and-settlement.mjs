// Between the topics and the clips: who has which partition, and how answers are committed.
import { board, row } from "./board.mjs";
import { COLOURS, LIMIT_LINE, colour, figure, graph, runbook, series, steps, words } from "./panels.mjs";
import { perMinute, quantile, query } from "./queries.mjs";

const { good, warn, bad, calm } = COLOURS;

const now = row("", 4,
  [4, figure("Partitions assigned", "Partitions of clip-rendered that belong to a worker. Fewer than the topic has: some are nobody's.", "none",
    [query("sum(clip_partitions_assigned{})")], { decimals: 0, thresholds: steps(bad, [1, good]) })],
  [4, figure("Slowest partition", "Longest time since a record of a partition was last settled, of those that have records in flight or to be read.", "s",
    [query("max(clip_partition_progress_age_seconds{})")], { decimals: 1, thresholds: steps(good, [60, warn], [900, bad]) })],
  [4, figure("Poll age", "Longest time since a poll thread came round. After 5 minutes the group takes its partitions away.", "s",
    [query("max(clip_poll_age_seconds{})")], { decimals: 1, thresholds: steps(good, [10, warn], [30, bad]) })],
  [4, figure("Purges heard", "How old is what a worker heard of purges, of the one that is furthest behind. Above 3 s it publishes nothing.", "s",
    [query("max(clip_purges_heard_age_seconds{})")], { decimals: 1, thresholds: steps(good, [3, bad]) })],
  [4, figure("Failed transactions", "Settlements that failed in the chosen time. The worker settles again what was not committed.", "none",
    [query("sum(increase(clip_settlement_failures_total{}[$__range]))", "", { instant: true })],
    { line: false, decimals: 0, thresholds: steps(good, [0.5, warn], [10, bad]), links: [runbook("Settlement fails", "settlement-fails")] })],
  [4, figure("Restarts in a row", "Consumers made anew since something was last settled, of the worker with the most. Three are a stall.", "none",
    [query("max(clip_intake_restarts_in_a_row{})")], { decimals: 0, thresholds: steps(good, [1, warn], [3, bad]), links: [runbook("Consumer made anew", "consumer-made-anew")] })],
);

const intake = row("Intake", 8,
  [8, graph("Partitions by worker", "Partitions of clip-rendered that each worker has.", "short",
    [query("clip_partitions_assigned{}", "{{instance}}")], { how: "stack", decimals: 0 })],
  [8, graph("Progress age by partition", "Since a record of the partition was last settled, or there was one to be read. 0 where none is in flight or to be read. One that is parked cannot be read.", "s",
    [query("max by (partition) (clip_partition_progress_age_seconds{})", "{{partition}}"), query("max by (partition) (clip_partition_parked{}) > 0", "parked: {{partition}}")], { links: [runbook("ClipPartitionParked", "clippartitionparked"), runbook("Lag grows, nothing fails", "lag-grows-nothing-fails")] })],
  [8, graph("Poll age by worker", "Since the poll thread last came round. The line is what the watchdog calls a stall, 30 s.", "s",
    [query("clip_poll_age_seconds{}", "{{instance}}")], { limits: steps("transparent", [30, bad]), links: [runbook("nothing_polled", "nothing_polled")] })],
);

const lagText = `**Unfinished records** is the work that is left: records in flight, and those not yet read. Look at it, and at the age of the oldest clip.

**The group's lag** counts from the committed offset. That is the lowest unfinished record: one clip that waits for its file holds it, while hundreds above are finished and settled.

**An offset is not a record.** Producers that write in transactions leave a marker for each, and it counts. A topic that is read to its end may show a lag that never becomes zero.

**The consumer's lag** counts from what was read last. It is 0 while everything was read, however much waits.`;

const lag = row("How much is there to do?", 8,
  [16, graph("Unfinished records, and the consumer's lag", "What is left to do, against the largest lag of a partition that a consumer of the worker reports, from the position that it has read to.", "short",
    [
      query("sum(clip_partition_unfinished_records{})", "unfinished records"),
      query("sum(clip_in_flight{})", "of these in flight"),
      query("max(kafka_consumer_fetch_manager_records_lag_max{})", "consumer's lag, largest partition"),
    ],
    { decimals: 0, calcs: ["lastNotNull"], overrides: [series("unfinished records", { "custom.lineWidth": 2 }), series("consumer's lag, largest partition", LIMIT_LINE)] })],
  [8, words("Why lag lies", "Which figure to use for what.", lagText)],
);

const settlement = row("Settlement", 8,
  [6, graph("Transactions", "Committed transactions per second. Each has the answers of finished clips, their dead letters and the offsets.", "ops",
    [query("sum(rate(clip_settlement_seconds_count{}[$__rate_interval]))", "committed")])],
  [6, graph("Duration", "How long a committed transaction took, by buckets.", "s",
    [0.5, 0.99].map((q) => query(quantile(q, "clip_settlement_seconds_bucket{}"), `p${q * 100}`)), { calcs: ["lastNotNull"] })],
  [6, graph("Clips per transaction", "Finished clips that one transaction settles. It grows with the load, and the cost of a clip falls.", "none",
    [
      query("sum(rate(clip_settlement_records_sum{}[$__rate_interval])) / (sum(rate(clip_settlement_records_count{}[$__rate_interval])) > 0) or sum(rate(clip_settlement_records_count{}[$__rate_interval])) * 0", "mean"),
      query("max(clip_settlement_records_max{})", "largest"),
    ], { decimals: 1 })],
  [6, graph("Failures and restarts", "Transactions that failed, and consumers made anew, per minute.", "cpm",
    [
      query(perMinute("clip_settlement_failures_total{}"), "failed"),
      query(perMinute("clip_intake_restarts_total{}"), "restarts"),
    ],
    { how: "bars", links: [runbook("Settlement fails", "settlement-fails"), runbook("Consumer made anew", "consumer-made-anew")], overrides: [series("failed", { color: colour(bad) }), series("restarts", { color: colour(warn) })] })],
);

const group = row("The group", 8,
  [8, graph("Rebalances", "Rebalances that consumers of the workers took part in, of clips and of requests, and those that failed, per minute.", "cpm",
    [
      query(perMinute("kafka_consumer_coordinator_rebalance_total{}"), "done"),
      query(perMinute("kafka_consumer_coordinator_failed_rebalance_total{}"), "failed"),
    ],
    { how: "bars", links: [runbook("Workers keep rebalancing", "workers-keep-rebalancing")], overrides: [series("done", { color: colour(calm) }), series("failed", { color: colour(bad) })] })],
  [8, graph("Rebalance, longest", "How long a rebalance took at most, by worker.", "ms",
    [query("max by (instance) (kafka_consumer_coordinator_rebalance_latency_max{})", "{{instance}}")])],
  [8, graph("Heartbeat", "Since a consumer of the worker last had an answer to its heartbeat. The group expels a member after 10 s.", "s",
    [query("max by (instance) (kafka_consumer_coordinator_last_heartbeat_seconds_ago{})", "{{instance}}")], { limits: steps("transparent", [10, bad]) })],
);

const others = row("Purges and requests", 7,
  [12, graph("Purges heard", "How old is what each worker heard of purges. Above 3 s it publishes nothing, so that no purged clip comes back.", "s",
    [query("clip_purges_heard_age_seconds{}", "{{instance}}")], { limits: steps("transparent", [3, bad]), links: [runbook("purges_unheard", "purges_unheard")] })],
  [12, graph("Requests at work", "Listings and purges that workers work on.", "short",
    [query("sum by (kind) (clip_requests_at_work{})", "{{kind}}")], { how: "steps", decimals: 0 })],
);

const producers = row("Producers", 7,
  [8, graph("Records sent", "Records per second that the workers' producers sent: answers, dead letters, and what workers tell each other.", "ops",
    [query("sum(rate(kafka_producer_record_send_total{}[$__rate_interval]))", "sent")])],
  [8, graph("Errors and retries", "Records that a producer could not send, and those that it sent again.", "ops",
    [
      query("sum(rate(kafka_producer_record_error_total{}[$__rate_interval]))", "errors"),
      query("sum(rate(kafka_producer_record_retry_total{}[$__rate_interval]))", "retries"),
    ],
    { overrides: [series("errors", { color: colour(bad) }), series("retries", { color: colour(warn) })] })],
  [8, graph("Brokers' answers", "Longest time that a producer waited for a broker, by worker, and the longest that brokers held a client back by a quota.", "ms",
    [
      query("max by (instance) (kafka_producer_request_latency_max{})", "{{instance}}"),
      query("max(kafka_producer_produce_throttle_time_max{})", "held back by a quota"),
    ],
    { overrides: [series("held back by a quota", LIMIT_LINE)] })],
);

export default board("clips-kafka-and-settlement", "Clips: Kafka and settlement", "Who has which partition, how much is left to do, and how answers are committed.",
  [now, intake, lag, settlement, group, others, producers]);
