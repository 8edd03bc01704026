// What clips cost, what limits them, and whose turn it is.
import { board, row } from "./board.mjs";
import { COLOURS, LIMIT_LINE, colour, figure, graph, runbook, series, steps, unknown } from "./panels.mjs";
import { happened, quantile, query } from "./queries.mjs";

const { good, warn, bad, still, calm } = COLOURS;

// R2's prices, standard storage, in dollars per request: $4.50 and $0.36 per million.
const A = "4.50 / 1e6";
const B = "0.36 / 1e6";
const perHour = (price, dollars) => `sum(rate(clip_store_requests_total{price="${price}"}[$__rate_interval])) * 3600 * ${dollars}`;
const inRange = (price) => `sum(increase(clip_store_requests_total{price="${price}"}[$__range]))`;
/** Not a number where no clip became ready: nothing can be said of it then. */
const perReady = (what) => `${what} / (sum(increase(clip_ready_total{}[$__range])) > 0) or sum(increase(clip_ready_total{}[$__range])) * (0 / 0)`;
const perClip = (price, dollars) => perReady(`1000 * ${inRange(price)} * ${dollars}`);

const classes = { "class A": { color: colour(warn) }, "class B": { color: colour(calm) }, free: { color: colour(still) } };
const byClass = Object.entries(classes).map(([name, properties]) => series(name, properties));

const now = row("", 4,
  [4, figure("Cost per hour", "Dollars per hour for requests to the store at R2's prices, without the monthly free allowance. Storage itself comes on top: $0.015 per GB and month.", "currencyUSD",
    [query("sum(job_price:clip_store_cost_dollars_per_hour:rate5m{})")], { decimals: 4, thresholds: steps(calm) })],
  [4, figure("Cost per 1,000 clips, 1 h", "Dollars for requests per 1,000 clips that became ready, over the last hour, whatever else was asked of the store meanwhile.", "currencyUSD",
    [query("max(job:clip_store_cost_dollars_per_1000_clips:ratio_rate1h{}) or vector(0 / 0)", "", { instant: true })], { line: false, mappings: unknown("no clips"), decimals: 4, thresholds: steps(calm) })],
  [4, figure("Requests per clip", "Requests to the store per clip that became ready in the chosen time, of the two classes that cost something.", "none",
    [query(perReady(`(${inRange("class_a")} + ${inRange("class_b")})`), "", { instant: true })],
    { line: false, mappings: unknown("no clips"), decimals: 1, thresholds: steps(calm) })],
  [4, figure("CPU per clip", "CPU seconds of all workers per clip that became ready in the chosen time; what an idle worker uses is in it.", "s",
    [query(perReady("sum(increase(process_cpu_seconds_total{}[$__range]))"), "", { instant: true })],
    { line: false, mappings: unknown("no clips"), decimals: 2, thresholds: steps(calm) })],
  [4, figure("Stored", "Media bytes of the clips that became ready in the chosen time.", "bytes",
    [query("sum(increase(clip_stored_bytes_total{}[$__range]))", "", { instant: true })], { line: false, decimals: 1, thresholds: steps(calm) })],
  [4, figure("Heap, fullest worker", "Share of the heap that was in use after the last garbage collections, of the worker with the most.", "percentunit",
    [query('max(jvm_memory_usage_after_gc{area="heap"})')], { decimals: 0, thresholds: steps(good, [0.7, warn], [0.85, bad]) })],
);

const cost = row("What it costs", 8,
  [8, graph("Cost per hour, by class", "What requests cost per hour. Class A writes and lists, class B reads; deleting is free.", "currencyUSD",
    [query(perHour("class_a", A), "class A"), query(perHour("class_b", B), "class B")], { how: "stack", calcs: ["mean"], overrides: byClass.slice(0, 2) })],
  [4, figure("Cost per 1,000 clips, by class", "What requests cost per 1,000 clips that became ready, over the chosen time. A clip with its thumbnail needs about three requests of class A.", "currencyUSD",
    [query(perClip("class_a", A), "class A", { instant: true }), query(perClip("class_b", B), "class B", { instant: true })],
    { line: false, mappings: unknown("no clips"), decimals: 4, thresholds: steps(calm), orientation: "horizontal" })],
  [12, graph("Requests by operation", "Requests per second as R2 bills them, repeated ones too.", "reqps",
    [query(happened("operation", "clip_store_requests_total{}"), "{{operation}}")],
    { how: "stack" })],
);

const store = row("The store's answers", 8,
  [8, graph("Answers other than ok", "Requests per second by how they ended. not_found and precondition_failed are answers that the worker asks for; the others are not.", "reqps",
    ["not_found", "precondition_failed", "throttled", "denied", "refused", "failed", "no_answer"]
      .map((result) => query(`sum(rate(clip_store_requests_total{result="${result}"}[$__rate_interval]))`, result)),
    { links: [runbook("The store is not available", "store_unavailable"), runbook("The store throttles", "store_throttled"), runbook("The store denies", "store_denied")] })],
  [8, graph("Retries and throttling", "Requests that the client repeated by itself, by what it met before, and answers 429 or 503 without those to writes of highlights.json.", "reqps",
    [query("sum by (cause) (rate(clip_store_retries_total{}[$__rate_interval]))", "repeated: {{cause}}"), query("sum(rate(clip_store_throttled_total{}[$__rate_interval]))", "429 or 503")],
    { links: [runbook("The store throttles", "store_throttled")], overrides: [series("429 or 503", { color: colour(bad), "custom.lineWidth": 2 })] })],
  [8, graph("Time to the answer, p95", "From a request's sending to the head of its answer, or until it was given up. A put that waits for its thumbnail waits within it.", "s",
    [query('histogram_quantile(0.95, sum by (le, operation) (rate(clip_store_request_seconds_bucket{operation=~"put_object|upload_part|head_object|get_object|list_objects_v2"}[$__rate_interval])))', "{{operation}}")])],
);

const bytes = row("Bytes, and whose turn it is", 8,
  [8, graph("Bytes", "Media of ready clips, and the bodies of requests and answers. Sent far above stored: uploads are repeated.", "binBps",
    [
      query("sum(rate(clip_stored_bytes_total{}[$__rate_interval]))", "stored"),
      query("sum(rate(clip_store_sent_bytes_total{}[$__rate_interval]))", "sent"),
      query("sum(rate(clip_store_received_bytes_total{}[$__rate_interval]))", "received"),
    ], { calcs: ["mean"] })],
  [8, graph("Wait for a permit", "How long clips wait until they may move their bytes. Users take turns, so that one with many clips does not hold up the others.", "s",
    [0.5, 0.99].map((q) => query(`histogram_quantile(${q}, sum by (le) (rate(clip_step_seconds_bucket{step="permit"}[$__rate_interval])))`, `p${q * 100}`)), { calcs: ["lastNotNull"] })],
  [8, graph("Fairness", "Users of whom a clip waits, and the share of the moving clips that one user has, the one with the most. A high share is fine while nobody else waits.", "short",
    [query("sum(clip_uploads_waiting_users{})", "waiting users"), query("max(clip_uploads_largest_share_ratio{})", "largest share")],
    { decimals: 0, overrides: [series("largest share", { unit: "percentunit", max: 1, min: 0, "custom.axisPlacement": "right", color: colour(warn) })] })],
);

const against = (metric, label, value, names) => names.map(([part, name]) => query(`sum(${metric}_${part}{${label}="${value}"})`, name));
const lane = (value, what) => graph(`Uploads, ${value}`, `Clips of the ${value} lane, ${what}: those that move their bytes or wait to, those that do, and how many may.`, "short",
  against("clip_uploads", "lane", value, [["demand", "demand"], ["moving", "moving"], ["limit", "limit"]]), { decimals: 0, overrides: [series("limit", LIMIT_LINE)] });
const pool = (value, what) => graph(`Pool: ${value}`, `${what}: taken, and how many there are. Threads that wait are held up by this pool.`, "short",
  against("clip_store_permits", "pool", value, [["used", "used"], ["waiting", "waiting"], ["limit", "limit"]]), { decimals: 0, overrides: [series("waiting", { color: colour(bad) }), series("limit", LIMIT_LINE)] });
const lanes = row("What limits it", 7,
  [12, lane("small", "up to 64 MiB")], [12, lane("large", "above 64 MiB")]);
const pools = row("", 7,
  [8, pool("connections", "Connections to the store")], [8, pool("parts", "Parts of large files under way")], [8, pool("held", "Videos that wait for their thumbnail to be stored")]);

const process = row("Processes", 8,
  [6, graph("CPU", "Cores that each worker uses.", "none", [query("rate(process_cpu_seconds_total{}[$__rate_interval])", "{{instance}}")], { decimals: 2 })],
  [6, graph("Heap", "Heap in use, and the most that it may grow to, of all workers.", "bytes",
    [query('sum(jvm_memory_used_bytes{area="heap"})', "used"), query('sum(jvm_memory_max_bytes{area="heap"} > 0)', "max")], { overrides: [series("max", LIMIT_LINE)] })],
  [6, graph("Garbage collection", "Longest pause of the last minutes, by worker. A member of the group that is silent for 10 s is expelled.", "s",
    [query("max by (instance) (jvm_gc_pause_seconds_max{})", "{{instance}}")], { links: [runbook("Workers keep rebalancing", "workers-keep-rebalancing")] })],
  [6, graph("Threads", "Platform threads, by worker. Clips run on virtual threads and are not in it.", "short", [query("jvm_threads_live_threads{}", "{{instance}}")], { decimals: 0 })],
);

const expiry = row("Clocks, and what expires", 6,
  [12, graph("Clock skew", "The store's clock less each worker's: right to a second. R2 refuses requests at 15 minutes.", "s",
    [query("clip_store_clock_skew_seconds{}", "{{instance}}")], { limits: steps("transparent", [5, warn]) })],
  [6, figure("Days until the certificate expires", "Of the certificate that the store showed. Nothing without TLS.", "none",
    [query("min(clip_certificate_expiry_timestamp_seconds{} - time()) / 86400", "", { instant: true })],
    { line: false, decimals: 0, thresholds: steps(bad, [7, warn], [14, good]), mappings: unknown("not known") })],
  [6, figure("Days until the key expires", "Of the store's key, as clip.r2.key-expires-at says. Nothing where it says nothing.", "none",
    [query("min(clip_token_expiry_timestamp_seconds{} - time()) / 86400", "", { instant: true })],
    { line: false, decimals: 0, thresholds: steps(bad, [3, warn], [7, good]), mappings: unknown("not known") })],
);

export default board("clips-cost-and-capacity", "Clips: cost and capacity", "What clips cost, what limits them, and whose turn it is.",
  [now, cost, store, bytes, lanes, pools, process, expiry]);
