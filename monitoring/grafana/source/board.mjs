// A board is a list of rows, a row a list of panels with their widths: where a panel lies and its id follow.
import { DATASOURCE, RUNBOOK } from "./panels.mjs";

const TAG = "clip-storage-worker";
const WIDTH = 24;

/** @param panels of one line: [width, panel] each */
export const row = (title, height, ...panels) => ({ title, height, panels });

function variable(name, label, description, definition) {
  return {
    type: "query",
    name,
    label,
    description,
    datasource: DATASOURCE,
    query: { query: definition, refId: "PrometheusVariableQueryEditor-VariableQuery", qryType: 1 },
    definition,
    current: { text: "All", value: "$__all" },
    includeAll: true,
    allValue: ".+",
    multi: true,
    refresh: 2,
    sort: 1,
    hide: 0,
    options: [],
    regex: "",
    skipUrlSync: false,
  };
}

const VARIABLES = [
  {
    type: "datasource",
    name: "datasource",
    label: "Prometheus",
    description: "The Prometheus that scrapes the workers and evaluates the rules.",
    query: "prometheus",
    current: {},
    hide: 0,
    includeAll: false,
    multi: false,
    options: [],
    refresh: 1,
    regex: "",
    skipUrlSync: false,
  },
  variable("job", "Job", "A fleet of workers, as Prometheus names it.", "label_values(clip_build_info, job)"),
  variable("instance", "Worker", "One worker of the fleet.", 'label_values(clip_build_info{job=~"$job"}, instance)'),
];

function place(rows) {
  const panels = [];
  let id = 1;
  let y = 0;
  for (const { title, height, panels: across } of rows) {
    if (title) {
      panels.push({ type: "row", id: id++, title, collapsed: false, gridPos: { x: 0, y, w: WIDTH, h: 1 }, panels: [] });
      y += 1;
    }
    let x = 0;
    for (const [w, one] of across) {
      panels.push({ id: id++, gridPos: { x, y, w, h: height }, ...one });
      x += w;
    }
    if (x !== WIDTH) throw new Error(`the row of '${across[0][1].title}' is ${x} wide, not ${WIDTH}`);
    y += height;
  }
  return panels;
}

export const board = (uid, title, description, rows) => ({
  uid,
  title,
  description,
  tags: [TAG],
  schemaVersion: 39,
  editable: false,
  graphTooltip: 1,
  timezone: "",
  time: { from: "now-3h", to: "now" },
  refresh: "30s",
  templating: { list: VARIABLES },
  annotations: { list: [] },
  links: [
    { type: "dashboards", title: "Boards", tags: [TAG], asDropdown: false, includeVars: true, keepTime: true, targetBlank: false, icon: "dashboard", tooltip: "", url: "" },
    { type: "link", title: "Runbook", url: RUNBOOK, tags: [], asDropdown: false, includeVars: false, keepTime: false, targetBlank: true, icon: "doc", tooltip: "What to do, by reason, cause and alert" },
  ],
  panels: place(rows),
});
