// Whether Kubernetes and its operators would take an object: by the schemas that kubernetes-models has of them, compiled.
import * as apps from "kubernetes-models/apps/v1";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";
import * as core from "kubernetes-models/v1";
import * as keda from "@kubernetes-models/keda/keda.sh/v1alpha1";
import * as operator from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";

const MODELS = {
  v1: core,
  "apps/v1": apps,
  "policy/v1": policy,
  "networking.k8s.io/v1": networking,
  "monitoring.coreos.com/v1": operator,
  "keda.sh/v1alpha1": keda,
};

/**
 * These schemas do not mind a field that they do not know, and a misspelt one does nothing. But a compiled schema reads what it
 * knows: what was never read is unknown.
 */
function watched(value, path, unread) {
  if (value === null || typeof value !== "object") return value;
  const children = new Map(Object.keys(value).map((name) => [name, watched(value[name], `${path}.${name}`, unread)]));
  for (const name of children.keys()) unread.add(`${path}.${name}`);
  return new Proxy(value, {
    get(target, name) {
      unread.delete(`${path}.${String(name)}`);
      return children.has(name) ? children.get(name) : target[name];
    },
  });
}

export function objectProblems(object) {
  const name = `${object.apiVersion}/${object.kind}`;
  const Model = MODELS[object.apiVersion]?.[object.kind];
  if (!Model) return [`${name}: no schema is known`];
  const unread = new Set();
  try {
    Model.prototype.validate.call(watched(object, object.kind, unread));
  } catch (error) {
    return [`${name}: ${error.message}`];
  }
  return [...unread].map((path) => `${path}: no such field`);
}
