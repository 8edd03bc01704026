// Lints and renders the chart, and looks at what comes out. One JSON document on stdout: per section how much was looked at,
// what is wrong, and what could not be done for want of what. Status 1 where something is wrong.
import { lstatSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { CHART, helm, NAMESPACE, rendered, temporary, valuesFile, version } from "./src/helm.mjs";
import { objectProblems } from "./src/objects.mjs";
import { taken } from "./src/refused.mjs";
import { ruleProblems, scalingProblems } from "./src/scaling.mjs";
import { problems, RULES } from "./src/workload.mjs";

const SETS = ["minimal", "managed-kafka", "cluster", "s3"];
const read = (file) => parse(readFileSync(file, "utf8"));
const schema = JSON.parse(readFileSync(join(CHART, "values.schema.json"), "utf8"));
const sets = new Map(SETS.map((set) => [set, rendered(set)]));
const all = [...sets.values()].flat();
const ofKind = (kind) => all.find((object) => object.kind === kind);
const ofEach = (problemsOf) => SETS.flatMap((set) => problemsOf(set).map((problem) => `${set}: ${problem}`));

function lint() {
  const found = ofEach((set) => {
    const { status, out, err } = helm("lint", "--strict", CHART, "--namespace", NAMESPACE, "--values", valuesFile(set));
    return status === 0 ? [] : [`${out}${err}`.trim()];
  });
  return { count: SETS.length, problems: found };
}

/** The chart has the rules by links, and a packed chart has them as they are. */
function oneSource() {
  const found = [];
  for (const file of RULES) {
    const link = join(CHART, "rules", basename(file));
    if (!lstatSync(link).isSymbolicLink() || realpathSync(link) !== realpathSync(file)) found.push(`${link} is no link to ${file}`);
  }
  const target = temporary("packed");
  mkdirSync(target, { recursive: true });
  const { status, err } = helm("package", CHART, "--destination", target);
  if (status !== 0) return { count: RULES.length, problems: [...found, err] };
  const { name, version } = read(join(CHART, "Chart.yaml"));
  const packed = rendered("cluster", join(target, `${name}-${version}.tgz`));
  if (JSON.stringify(packed) !== JSON.stringify(sets.get("cluster"))) found.push("a packed chart renders something else");
  return { count: RULES.length, problems: found };
}

/** Every value that the schema knows is in values.yaml, where it is described. */
function undescribed(node, values, path = []) {
  const open = path[0] === "settings" || Object.keys(values).length === 0;
  if (!node.properties || open) return [];
  return Object.entries(node.properties).flatMap(([name, below]) => {
    if (name === "global") return [];
    const here = [...path, name];
    return name in values ? undescribed(below, values[name], here) : [`${here.join(".")} is not in values.yaml`];
  });
}

function described() {
  return { count: 1, problems: undescribed(schema, read(join(CHART, "values.yaml"))) };
}

/** Settings that a chart's user may write, and those that it writes itself. */
function settings() {
  const { properties } = schema.properties.settings;
  const written = all.filter((object) => object.kind === "ConfigMap").flatMap((object) => Object.keys(object.data));
  return [...new Set([...Object.keys(properties), ...written])].sort();
}

const report = {
  helm: version(),
  kinds: [...new Set(all.map((object) => object.kind))].sort(),
  settings: settings(),
  sections: {
    lint: lint(),
    objects: { count: all.length, problems: ofEach((set) => sets.get(set).flatMap(objectProblems)) },
    workload: { count: SETS.length, problems: ofEach((set) => problems(sets.get(set), read(valuesFile(set)))) },
    refused: taken(),
    "one-source": oneSource(),
    described: described(),
    rules: ruleProblems(ofKind("PrometheusRule").spec.groups),
    scaling: scalingProblems(ofKind("ScaledObject")),
  },
};
console.log(JSON.stringify(report, null, 2));
process.exitCode = Object.values(report.sections).some((section) => section.problems.length) ? 1 : 0;
