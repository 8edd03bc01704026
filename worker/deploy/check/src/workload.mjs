// What has to hold of the rendered objects, whatever the values say.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { problems as networkProblems } from "./network.mjs";

const ROOT = new URL("../../../../", import.meta.url);
const METRICS = readFileSync(fileURLToPath(new URL("worker/docs/METRICS.md", ROOT)), "utf8");
export const RULES = ["recording.yml", "alerts.yml"].map((name) => fileURLToPath(new URL(`monitoring/rules/${name}`, ROOT)));

const SECRET = /PASSWORD|SECRET|JAAS|CREDENTIAL|ACCESS_KEY|PRIVATE|CDN_KEYS/;
const PROBES = { startupProbe: "liveness", livenessProbe: "liveness", readinessProbe: "readiness" };

const covers = (selector, labels) => Object.entries(selector).every(([name, value]) => labels[name] === value);

/** Says what is wrong of one set of objects. */
class Found {
  problems = [];

  is(holds, problem) {
    if (!holds) this.problems.push(problem);
  }

  equal(actual, expected, what) {
    this.is(isDeepStrictEqual(actual, expected), `${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  }
}

function one(objects, kind) {
  return objects.find((object) => object.kind === kind);
}

function rollout(found, { spec }) {
  found.equal(spec.strategy, { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, "strategy");
  found.is(spec.template.spec.terminationGracePeriodSeconds >= 45, "less time to stop than it takes");
  found.is(covers(spec.selector.matchLabels, spec.template.metadata.labels), "the Deployment does not select its own pods");
  found.is(/^[0-9a-f]{64}$/.test(spec.template.metadata.annotations["checksum/settings"]), "other settings do not make other pods");
  const spread = spec.template.spec.topologySpreadConstraints ?? [];
  found.equal(spread.map((each) => each.topologyKey), ["topology.kubernetes.io/zone", "kubernetes.io/hostname"], "spread");
}

function isolation(found, pod, container) {
  found.equal(pod.automountServiceAccountToken, false, "token");
  const common = { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: "RuntimeDefault" } };
  found.equal(pod.securityContext, common, "the pod's security context");
  found.equal(
    container.securityContext,
    { ...common, allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    "the container's security context",
  );
  const writable = container.volumeMounts.filter((mount) => !mount.readOnly).map((mount) => mount.mountPath);
  found.equal(writable, ["/tmp"], "what may be written");
  found.is(pod.volumes.find((volume) => volume.name === "tmp").emptyDir.sizeLimit, "/tmp has no bound");
  found.is(container.resources.limits?.memory, "no limit of memory");
  found.is(!/:latest$|:$/.test(container.image), `image ${container.image}`);
}

function probes(found, container) {
  const port = container.ports.find((each) => each.name === "management");
  found.equal(port.containerPort, 8081, "port");
  for (const [probe, group] of Object.entries(PROBES)) {
    found.equal(container[probe]?.httpGet, { path: `/actuator/health/${group}`, port: "management" }, probe);
  }
}

function secrets(found, pod, container, settings) {
  const folder = "/run/secrets/clip-storage-worker";
  found.equal(settings.SPRING_CONFIG_IMPORT, `configtree:${folder}/`, "import");
  const mount = container.volumeMounts.find((each) => each.mountPath === folder);
  const volume = pod.volumes.find((each) => each.name === mount?.name);
  found.is(volume?.projected?.sources.every((source) => source.secret?.name), "the folder of secrets has no secrets");
  const named = [...Object.keys(settings), ...(container.env ?? []).map((each) => each.name)];
  for (const name of named) found.is(!SECRET.test(name), `a secret among the variables: ${name}`);
  for (const each of container.env ?? []) found.is(!each.valueFrom?.secretKeyRef, `a variable out of a secret: ${each.name}`);
  for (const each of container.envFrom ?? []) found.is(!each.secretRef, "variables out of a secret");
}

/** Those that select pods, or the Service, find them. */
function selectors(found, objects, pods) {
  const service = one(objects, "Service");
  found.equal([service.spec.clusterIP, service.spec.publishNotReadyAddresses], ["None", true], "service");
  found.is(covers(service.spec.selector, pods), "the Service finds no pod");
  found.is(covers(one(objects, "PodDisruptionBudget").spec.selector.matchLabels, pods), "the PodDisruptionBudget finds no pod");
  const policy = one(objects, "NetworkPolicy");
  found.is(!policy || covers(policy.spec.podSelector.matchLabels, pods), "the NetworkPolicy finds no pod");
  const monitor = one(objects, "ServiceMonitor");
  if (monitor) {
    const [endpoint] = monitor.spec.endpoints;
    found.is(covers(monitor.spec.selector.matchLabels, service.metadata.labels), "the ServiceMonitor finds no Service");
    found.is(service.spec.ports.some((port) => port.name === endpoint.port), "the ServiceMonitor names no port of the Service");
    found.equal(endpoint.path, "/actuator/prometheus", "path");
    found.is(
      endpoint.relabelings.some((each) => each.targetLabel === "job" && each.replacement === "clip-storage-worker"),
      "the job is not the one that the rules ask for",
    );
  }
}

function scaling(found, scaled, deployment, settings) {
  found.equal(scaled.spec.scaleTargetRef, { name: deployment.metadata.name }, "what is scaled");
  found.equal(String(scaled.spec.maxReplicaCount), settings.CLIP_TOPICS_PARTITIONS, "the most workers");
  found.is(scaled.spec.minReplicaCount >= 1, "with no worker there is no figure to scale by");
  found.equal(scaled.spec.triggers.map((trigger) => [trigger.name, trigger.metricType]), [["unfinished", "AverageValue"], ["oldest", "Value"]], "triggers");
  for (const { metadata } of scaled.spec.triggers) {
    found.equal(metadata.ignoreNullValues, "false", "no figure");
    for (const [metric] of metadata.query.matchAll(/\b\w+(?=\{)/g)) found.is(METRICS.includes(`| \`${metric}\` |`), `no such metric: ${metric}`);
  }
}

export function problems(objects, values) {
  const found = new Found();
  const deployment = one(objects, "Deployment");
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;
  const settings = one(objects, "ConfigMap").data;
  rollout(found, deployment);
  isolation(found, pod, container);
  probes(found, container);
  secrets(found, pod, container, settings);
  selectors(found, objects, deployment.spec.template.metadata.labels);
  found.equal(one(objects, "ServiceAccount").automountServiceAccountToken, false, "the account's token");
  const policy = one(objects, "NetworkPolicy");
  if (policy) found.problems.push(...networkProblems(policy, values.networkPolicy?.kafkaPorts ?? [9092]));
  const scaled = one(objects, "ScaledObject");
  found.equal("replicas" in deployment.spec, !scaled, "replicas of a Deployment that nobody scales");
  if (scaled) scaling(found, scaled, deployment, settings);
  const rules = one(objects, "PrometheusRule");
  const groups = RULES.flatMap((file) => parse(readFileSync(file, "utf8")).groups);
  found.is(!rules || isDeepStrictEqual(rules.spec.groups, groups), "the rules are not those of monitoring/rules");
  return found.problems;
}
