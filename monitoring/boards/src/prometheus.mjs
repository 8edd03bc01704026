// A live Prometheus, and what a panel asks of it.

/** Something that whoever runs the command can mend; it ends with what to do. */
export class Unusable extends Error {}

export class Prometheus {
  constructor(address) {
    this.address = address.replace(/\/$/, "");
  }

  async #get(path, parameters) {
    const body = new URLSearchParams(parameters);
    let answer;
    try {
      answer = await fetch(`${this.address}/api/v1/${path}`, { method: "POST", body, signal: AbortSignal.timeout(60_000) });
    } catch (failure) {
      const why = failure.cause?.code ?? failure.cause?.message ?? failure.name;
      throw new Unusable(`no Prometheus answers at ${this.address} (${why}). Start one, or name another with --prometheus URL.`);
    }
    const text = await answer.text();
    try {
      return JSON.parse(text);
    } catch {
      throw new Unusable(`${this.address} answered ${answer.status} and no JSON. Is it Prometheus? Name one with --prometheus URL.`);
    }
  }

  async ready() {
    const { status } = await this.#get("query", { query: "vector(1)" });
    if (status !== "success") throw new Unusable(`${this.address} does not answer queries. Name another with --prometheus URL.`);
  }

  /**
   * The series of one expression, each with its points from start to end, null where there is none.
   * An error is text, not an exception: the panel shows it.
   */
  async ask(expression, instant, time) {
    const answer = instant
      ? await this.#get("query", { query: expression, time: time.end })
      : await this.#get("query_range", { query: expression, start: time.start, end: time.end, step: time.step });
    if (answer.status !== "success") return { error: answer.error, series: [] };
    const { resultType, result } = answer.data;
    if (resultType === "scalar") return { series: [{ labels: {}, points: [[time.end, Number(result[1])]] }] };
    return { series: result.map((one) => ({ labels: one.metric, points: instant ? [point(one.value)] : filled(one.values, time) })) };
  }
}

const point = ([at, value]) => [at, value === "+Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value)];

function filled(values, { start, end, step }) {
  const there = new Map(values.map(point));
  const points = [];
  for (let at = start; at <= end; at += step) {
    const value = there.get(at);
    points.push([at, value === undefined || Number.isNaN(value) ? null : value]);
  }
  return points;
}
