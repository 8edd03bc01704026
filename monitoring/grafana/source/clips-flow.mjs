// For operators: do clips flow, and if not, why?
import { board, row } from "./board.mjs";
import { COLOURS, LIMIT_LINE, colour, figure, graph, heat, runbook, series, states, steps, table, unknown } from "./panels.mjs";
import { happened, perMinute, quantile, query } from "./queries.mjs";

const { good, warn, bad, still, calm } = COLOURS;

// What a worker does, as one number, so that words and colours can be put to it. The largest number says the most.
const STATES = [
  [0, "flowing", good],
  [10, "worker not reached", "purple", "(1 - up{})"],
  [11, "stalled: nothing assigned", warn, 'clip_stalled{cause="nothing_assigned"}'],
  [12, "stalled: nothing finished", bad, 'clip_stalled{cause="nothing_finished"}'],
  [13, "stalled: nothing polled", bad, 'clip_stalled{cause="nothing_polled"}'],
  [14, "stalled: consumer restarting", bad, 'clip_stalled{cause="restarting"}'],
  [15, "stalled: settlement failing", bad, 'clip_stalled{cause="settlement_failing"}'],
  [16, "stalled: purges unheard", bad, 'clip_stalled{cause="purges_unheard"}'],
  [17, "stalled: nothing read", bad, 'clip_stalled{cause="nothing_read"}'],
  [18, "stalled: nothing readable", bad, 'clip_stalled{cause="nothing_readable"}'],
  [20, "halted", bad, "clip_halted{}"],
  [21, "halted: bucket unproved", bad, 'clip_halt_reason{reason="bucket_unproved"}'],
  [22, "halted: store denied", bad, 'clip_halt_reason{reason="store_denied"}'],
  [23, "halted: bucket unsafe", bad, 'clip_halt_reason{reason="bucket_unsafe"}'],
];
const asked = (states) => states.filter(([, , , asks]) => asks).map(([number, , , asks]) => `${asks} * ${number}`).join(" or ");
const state = asked(STATES);
// A worker that stands by has nothing assigned, and the fleet flows nevertheless: of the fleet, all must have nothing.
const ofFleet = asked(STATES.map((one) => (one[0] === 11 ? [11, "", "", "(sum(clip_partitions_assigned{}) == bool 0)"] : one)));
const stateWords = [
  { type: "value", options: Object.fromEntries(STATES.map(([number, text, color], index) => [number, { text, color, index }])) },
  ...unknown("no worker", bad, STATES.length),
];
const stateLinks = [runbook("Halt reasons", "halt-reasons"), runbook("Stall causes", "stall-causes")];

const now = row("", 4,
  [6, figure("State", "What the fleet does; of several workers, the one in the most trouble. A halt means that nothing is consumed because of the bucket, a stall that nothing goes on though nothing fails.", "none",
    [query(`max(${ofFleet})`, "", { instant: true })],
    { filled: true, line: false, mappings: stateWords, thresholds: steps(good), links: stateLinks, noValue: "no worker" })],
  [3, figure("Ready in time", "Share of the clips in the chosen time that were ready within 30 s of being rendered. Each clip counts once. The objective is 99.5 %.", "percentunit",
    [query('1 - sum(increase(clip_slo_events_total{result="bad"}[$__range])) / (sum(increase(clip_slo_events_total{}[$__range])) > 0) or sum(increase(clip_slo_events_total{}[$__range])) * (0 / 0)', "", { instant: true })],
    { line: false, mappings: unknown("no clips"), decimals: 2, thresholds: steps(bad, [0.99, warn], [0.995, good]) })],
  [3, figure("Budget left", "What is left of the error budget of 30 days, of the whole job: 100 % is untouched, 0 is spent.", "percentunit",
    [query("min(job:clip_slo_budget_left:ratio30d{})", "", { instant: true })],
    { line: false, decimals: 0, thresholds: steps(bad, [0, warn], [0.25, good]) })],
  [3, figure("Burn rate, 1 h", "How many times faster than allowed the budget was spent in the last hour, of the whole job. 1 lasts 30 days, 14.4 two days.", "none",
    [query("max(job:clip_slo_errors:ratio_rate1h{}) / 0.005", "", { instant: true })],
    { line: false, decimals: 1, thresholds: steps(good, [1, warn], [14.4, bad]) })],
  [3, figure("Oldest clip", "Age of the oldest clip that is neither ready nor failed, from its record's timestamp. 0 where none is in flight.", "s",
    [query("max(clip_oldest_unfinished_age_seconds{})")],
    { decimals: 1, thresholds: steps(good, [30, warn], [900, bad]) })],
  [3, figure("Ready per minute", "Clips that became ready, per minute.", "none",
    [query(perMinute("clip_ready_total{}"))], { decimals: 1, thresholds: steps(calm) })],
  [3, figure("Alerts firing", "Alerts of the worker's rules that fire now. Their names are in Prometheus and in the runbook.", "none",
    [query('count(ALERTS{alertname=~"Clip.+", alertstate="firing"}) or vector(0)', "", { instant: true })],
    { line: false, decimals: 0, thresholds: steps(good, [1, bad]) })],
);

const service = row("Service level", 8,
  [8, states("State of each worker", "What each worker did over time. A grey gap: Prometheus knew of no such worker.",
    [query(`max by (instance) (${state})`, "{{instance}}")], stateWords, stateLinks)],
  [8, graph("Burn rate", "How many times faster than allowed the budget is spent, by window, of the whole job. A page needs 14.4 over 1 h and 5 min, or 6 over 6 h and 30 min; a ticket 1 over 3 d and 6 h.", "none",
    ["5m", "1h", "6h", "3d"].map((window) => query(`max(job:clip_slo_errors:ratio_rate${window}{}) / 0.005`, window)),
    { limits: steps("transparent", [1, "yellow"], [6, warn], [14.4, bad]), overrides: [series("1h", { "custom.lineWidth": 2 })] })],
  [8, graph("Oldest unfinished clip", "Age of the oldest clip in flight, by worker. It is 0 where nothing is in flight, and grows while one clip waits. The line is the objective, 30 s.", "s",
    [query("clip_oldest_unfinished_age_seconds{}", "{{instance}}")], { limits: steps("transparent", [30, warn]) })],
);

const flow = row("Flow", 8,
  [12, graph("Throughput", "Clips per second: admitted, ready, failed, and given up to another owner of the partition, who starts them again.", "cps",
    [
      query("sum(rate(clip_records_received_total{}[$__rate_interval]))", "received"),
      query("sum(rate(clip_ready_total{}[$__rate_interval]))", "ready"),
      query("sum(rate(clip_failed_total{}[$__rate_interval]))", "failed"),
      query("sum(rate(clip_dropped_total{}[$__rate_interval]))", "dropped"),
    ],
    { calcs: ["lastNotNull"], overrides: [series("received", { color: colour(calm) }), series("ready", { color: colour(good) }), series("failed", { color: colour(bad) }), series("dropped", { color: colour("purple") })] })],
  [12, graph("Failures by reason", "Clips per minute that failed for good, by reason. Each has a dead letter, but for superseded and purged ones. Click a series to open the runbook at its reason.", "cpm",
    [query(happened("reason", "clip_failed_total{}", 60), "{{reason}}")],
    { how: "bars", links: [runbook("What to do about ${__field.labels.reason}", "${__field.labels.reason}")] })],
);

const waiting = row("What waits, and why", 8,
  [8, graph("Put off, by cause", "Attempts per second that ended in \"again later\". Nothing is lost: the clip keeps its place and is tried again.", "ops",
    [query("sum by (cause) (rate(clip_deferred_total{}[$__rate_interval]))", "{{cause}}")],
    { how: "stack", links: [runbook("Defer causes", "defer-causes")] })],
  [8, graph("Unfinished records by partition", "Records in flight, and those not yet read, as far as the last fetch saw. This is the work that is left; lag is not. A partition's window holds 1,000 clips in flight.", "short",
    [query("sum by (partition) (clip_partition_unfinished_records{})", "{{partition}}"), query("sum(clip_in_flight{})", "all in flight")],
    { decimals: 0, links: [runbook("Lag grows, nothing fails", "lag-grows-nothing-fails")], overrides: [series("all in flight", LIMIT_LINE)] })],
  [8, graph("Upload permits", "Clips that move their bytes or wait to, of both lanes, against how many may. Demand above the limit waits; a limit that falls says that the store asks for less.", "short",
    [
      query("sum(clip_uploads_demand{})", "demand"),
      query("sum(clip_uploads_moving{})", "moving"),
      query("sum(clip_uploads_limit{})", "limit"),
    ],
    { decimals: 0, links: [runbook("The store throttles", "store_throttled")], overrides: [series("limit", LIMIT_LINE)] })],
);

const long = row("How long it takes", 8,
  [8, graph("Rendered to ready", "From the record's timestamp to the commit of clip-ready, by buckets: right to a bucket's width. The line is the objective, 30 s.", "s",
    [0.5, 0.95, 0.99].map((q) => query(quantile(q, "clip_rendered_to_ready_seconds_bucket{}"), `p${q * 100}`)),
    { calcs: ["lastNotNull"], limits: steps("transparent", [30, warn]) })],
  [8, heat("Rendered to ready, all clips", "How many clips per second took how long. The darker the cell, the more clips fell into that bucket.", "s",
    "sum by (le) (rate(clip_rendered_to_ready_seconds_bucket{}[$__rate_interval]))")],
  [8, graph("Where the time goes", "Share of all clips' time by step: on Kafka before admission, waiting for a permit, uploading, waiting for highlights.json, and from finished to committed.", "s",
    ["backlog", "permit", "upload", "highlights", "settlement"].map((step) => query(`sum(rate(clip_step_seconds_sum{step="${step}"}[$__rate_interval]))`, step)),
    { how: "percent" })],
);

const letters = row("Dead letters", 6,
  [8, graph("Dead letters", "Records on clip-rendered-dlt. Each is a clip without an answer that anybody wanted; it can be replayed until Kafka deletes it.", "short",
    [query("max(clip_dead_letters{})", "dead letters")], { how: "steps", decimals: 0, links: [runbook("Reasons", "reasons")], overrides: [series("dead letters", { color: colour(warn) })] })],
  [4, figure("Change", "How many more dead letters there are than at the beginning of the chosen time.", "short",
    [query("max(delta(clip_dead_letters{}[$__range]))", "", { instant: true })], { line: false, decimals: 0, thresholds: steps(good, [0.5, warn], [10, bad]) })],
  [4, figure("Oldest letter", "Age of the oldest dead letter. By the broker's default Kafka deletes it at 7 days, and then its clip cannot be replayed.", "s",
    [query("max(clip_dead_letters_oldest_age_seconds{})")], { decimals: 1, thresholds: steps(good, [86400, warn], [483840, bad]) })],
  [8, graph("Error shares", "Of the clips that came to an end, the share that failed, without superseded and purged, over 15 minutes. Of the requests to the store, the share that it failed at, over 5 minutes. Of the whole job.", "percentunit",
    [query("max(job:clip_failed:ratio_rate15m{}) or vector(0)", "failed clips"), query("max(job:clip_store_errors:ratio_rate5m{}) or vector(0)", "failed requests")],
    { overrides: [series("failed clips", { color: colour(bad) }), series("failed requests", { color: colour("purple") })] })],
);

const requests = row("Purges and listings", 7,
  [8, graph("At work", "Requests that workers work on. A listing takes seconds, a purge as long as there is to delete.", "short",
    [query("sum by (kind) (clip_requests_at_work{})", "{{kind}}")], { how: "steps", decimals: 0 })],
  [8, graph("Oldest request", "Age of the oldest request at work, from its record's timestamp.", "s",
    [query("max by (kind) (clip_requests_oldest_age_seconds{})", "{{kind}}")], { links: [runbook("A purge does not end", "a-purge-does-not-end")] })],
  [8, graph("Done", "Pages listed, purges done, objects that purges deleted, and requests that failed, per minute.", "cpm",
    [
      query(perMinute("clip_listings_seconds_count{}"), "pages listed"),
      query(perMinute("clip_purges_total{}"), "purges"),
      query(perMinute("clip_purged_objects_total{}"), "objects deleted"),
      query(perMinute("clip_requests_failed_total{}"), "failed"),
    ],
    { links: [runbook("Reasons of failed requests", "reasons-of-failed-requests")], overrides: [series("failed", { color: colour(bad) })] })],
);

const workers = row("Workers", 6,
  [24, table("Workers", "Which workers there are, and which version each is. More than one version is a deployment under way, or one that stopped half way.", "instance", ["version", "revision", "java"], [
    ["", query("max by (instance, version, revision, java) (clip_build_info{})"), "none"],
    ["state", query(`max by (instance) (${state})`), "none", { mappings: stateWords, "custom.cellOptions": { type: "color-text" } }],
    ["up for", query("max by (instance) (process_uptime_seconds{})"), "s", { decimals: 1 }],
    ["partitions", query("max by (instance) (clip_partitions_assigned{})"), "none", { decimals: 0 }],
    ["in flight", query("max by (instance) (clip_in_flight{})"), "none", { decimals: 0 }],
    ["oldest clip", query("max by (instance) (clip_oldest_unfinished_age_seconds{})"), "s", { decimals: 1, color: colour(still) }],
    ["ready per minute", query("sum by (instance) (rate(clip_ready_total{}[$__rate_interval])) * 60"), "none", { decimals: 1 }],
  ])],
);

export default board("clips-flow", "Clips flow", "Do clips flow, and if not, why? For whoever is on duty.",
  [now, service, flow, waiting, long, letters, requests, workers]);
