// What the ScaledObject's queries say in one situation after the other, by Prometheus' own unit tests.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { NAMESPACE, temporary } from "./helm.mjs";

const WORKERS = ["a", "b"];
const nothing = [];

const labels = (more) =>
  Object.entries({ job: "clip-storage-worker", namespace: NAMESPACE, ...more })
    .map(([name, value]) => `${name}="${value}"`)
    .join(",");

/** Two workers; each has `unfinished` records, the first one the oldest clip. */
function fleet({ unfinished, age, halted = 0, failures = 0, more = [] }) {
  return WORKERS.flatMap((instance, index) => [
    [`clip_partitions_assigned{${labels({ instance })}}`, "3x40"],
    [`clip_partition_unfinished_records{${labels({ instance, partition: String(index) })}}`, `${unfinished}x40`],
    [`clip_oldest_unfinished_age_seconds{${labels({ instance })}}`, `${index ? 0 : age}x40`],
    [`clip_halted{${labels({ instance })}}`, `${index ? 0 : halted}x40`],
    [`clip_store_requests_total{${labels({ instance, result: "succeeded" })}}`, "0+100x40"],
    [`clip_store_requests_total{${labels({ instance, result: "throttled" })}}`, `0+${failures}x40`],
  ]).concat(more);
}

const elsewhere = [[`clip_partition_unfinished_records{${labels({ namespace: "other" })}}`, "9999x40"]];
const unknown = [[`clip_partition_unfinished_records{${labels({ instance: "a", partition: "9" })}}`, "NaN+0x40"]];

/** Situation, series, and what is to come of it: unfinished records, and the age that counts. */
const SITUATIONS = [
  ["nothing to do", fleet({ unfinished: 0, age: 0 }), 0, 0],
  ["busy and in time", fleet({ unfinished: 20, age: 2 }), 40, 2],
  ["much to do, and late", fleet({ unfinished: 400, age: 40 }), 800, 40],
  ["one clip waits for its source", fleet({ unfinished: 1, age: 500 }), 2, 0],
  ["the store throttles: all stays as it is", fleet({ unfinished: 400, age: 400, failures: 20 }), 64, 15],
  ["a few requests fail", fleet({ unfinished: 400, age: 40, failures: 2 }), 800, 40],
  ["a worker is halted: all stays as it is", fleet({ unfinished: 400, age: 400, halted: 1 }), 64, 15],
  ["another fleet's records do not count", fleet({ unfinished: 20, age: 2, more: elsewhere }), 40, 2],
  ["a partition of which nothing is known", fleet({ unfinished: 20, age: 2, more: unknown }), 40, 2],
  ["no worker: no figure, rather than zero", [], undefined, undefined],
];

function document(queries) {
  const expectation = (name, value) => ({
    expr: `chart:${name}`,
    eval_time: "8m",
    exp_samples: value === undefined ? nothing : [{ labels: `chart:${name}`, value }],
  });
  return {
    rule_files: [temporary("queries.yml")],
    evaluation_interval: "15s",
    tests: SITUATIONS.map(([name, series, unfinished, oldest]) => ({
      name,
      interval: "15s",
      input_series: series.map(([one, values]) => ({ series: one, values })),
      promql_expr_test: [expectation("unfinished", unfinished), expectation("oldest", oldest)],
    })),
  };
}

/** JSON is YAML too. */
function write(name, content) {
  writeFileSync(temporary(name), JSON.stringify(content));
  return temporary(name);
}

export function promtool(...args) {
  const run = spawnSync("promtool", args, { encoding: "utf8" });
  if (run.error) return { missing: "promtool is not installed (Debian package: prometheus)" };
  return { status: run.status, said: `${run.stdout}${run.stderr}`.trim() };
}

export function ruleProblems(groups) {
  const { missing, status, said } = promtool("check", "rules", write("rules.yml", { groups }));
  return { missing, problems: status ? [said] : [] };
}

export function scalingProblems(scaled) {
  const rules = scaled.spec.triggers.map((trigger) => ({ record: `chart:${trigger.name}`, expr: trigger.metadata.query }));
  write("queries.yml", { groups: [{ name: "chart", rules }] });
  const { missing, status, said } = promtool("test", "rules", write("situations.yml", document(rules)));
  return { missing, count: SITUATIONS.length, problems: status ? [said] : [] };
}
