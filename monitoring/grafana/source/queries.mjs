// What the boards ask. Expressions name a metric with braces, `clip_ready_total{}`, and the board's variables are put in:
// job and instance for what a worker measures, job alone for what a rule recorded or alerts of.

/** What is of a job and not of one worker: recorded series, and alerts, of which some are about all workers. */
const ofJob = (name) => name.includes(":") || name === "ALERTS";

const selector = (name, own) => {
  const variables = ofJob(name) ? ['job=~"$job"'] : ['job=~"$job"', 'instance=~"$instance"'];
  return `${name}{${[...variables, ...(own ? [own] : [])].join(", ")}}`;
};

/** Puts the variables in, and takes the line breaks out. */
export const expression = (text) =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/([a-zA-Z_][\w:]*)\{([^{}]*)\}/g, (_, name, own) => selector(name, own.trim()));

/** One expression and the name of its series; `more` such as { instant: true }. */
export const query = (expr, legend = "", more = {}) => ({ expr: expression(expr), legendFormat: legend, ...more });

/** A rate by label, of those values that something happened to in the chosen time; `none` where nothing did to any. */
export const happened = (by, metric, times = 1) =>
  `${times} * sum by (${by}) (rate(${metric}[$__rate_interval])) and (sum by (${by}) (increase(${metric}[$__range])) > 0)
   or on () label_replace(vector(0), "${by}", "none", "", "")`;

/** Per minute, for what is rare. */
export const perMinute = (metric) => `60 * sum(rate(${metric}[$__rate_interval]))`;

/** A quantile of a histogram, right to a bucket's width. */
export const quantile = (q, metric) => `histogram_quantile(${q}, sum by (le) (rate(${metric}[$__rate_interval])))`;
