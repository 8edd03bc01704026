// The operators' page. Whatever comes from elsewhere becomes text (textContent), never markup.
"use strict";

const $ = (id) => document.getElementById(id);
const VIEWS = ["now", "failures", "run", "audit"];
const HIDDEN = "•••";
const state = { token: "", role: "", view: "now", paused: false, revealed: false, now: null, letters: null, groups: null, entries: [], run: null, plan: null, stream: null, looks: 0 };

// Elements

function el(tag, options = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "class") one.className = value;
    else if (name === "on") Object.entries(value).forEach(([event, listener]) => one.addEventListener(event, listener));
    else if (name in one) one[name] = value;
    else one.setAttribute(name, value);
  }
  one.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return one;
}

const show = (id, on) => { $(id).hidden = !on; };
const text = (id, value) => { if ($(id).textContent !== value) $(id).textContent = value; };
const facts = (pairs) => el("dl", { class: "facts" }, ...pairs.filter(([, value]) => value !== undefined && value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

// Figures

const count = (value) => Number(value).toLocaleString("en");

function bytes(value) {
  if (value < 1000) return `${value} B`;
  let size = value;
  let unit = -1;
  do { size /= 1000; unit++; } while (size >= 999.5 && unit < 4);
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${["kB", "MB", "GB", "TB", "PB"][unit]}`;
}

function age(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

const since = (time) => age(Math.max(0, (Date.now() - Date.parse(time)) / 1000));
const clock = (time) => new Date(time).toLocaleTimeString("en-GB");
const stamp = (time) => `${new Date(time).toLocaleDateString("en-CA")} ${clock(time)}`;
const masked = (selection) => (state.revealed ? selection : selection.replace(/(^|\s)(uid|run):\S+/g, `$1$2:${HIDDEN}`));
const acts = () => state.role === "act";

// Asking

class Trouble extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

async function ask(name, body, signal) {
  const headers = { Authorization: `Bearer ${state.token}` };
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(`api/${name}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), signal, cache: "no-store", referrerPolicy: "no-referrer" });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Trouble(0, "The worker does not answer.");
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 500) throw new Trouble(500, "The worker failed on this: its log says why.");
  throw new Trouble(answer.status, typeof told.error === "string" ? told.error : `The worker answered ${answer.status}.`);
}

const json = async (name, body) => (await ask(name, body)).json();

function complain(failure) {
  if (failure.name === "AbortError") return;
  if (failure.status === 401 && state.role) leave();
  text("trouble", failure.message);
  show("trouble", true);
}

// Clears the last complaint, does it, and complains.
async function attempt(work) {
  show("trouble", false);
  try {
    return await work();
  } catch (failure) {
    complain(failure);
    return undefined;
  }
}

// Signing in and out. The token stays in this tab alone, until it is closed.

async function enter(token) {
  state.token = token;
  state.role = (await json("role")).role;
  sessionStorage.setItem("token", token);
  $("token").value = "";
  show("enter", false);
  ["tabs", "asof", "pause", "leave"].forEach((id) => show(id, true));
  show("reveal", acts());
  document.querySelector('nav a[href="#run"]').hidden = !acts();
  show("acts", acts());
  show("cancel", acts());
  open(VIEWS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "now");
  live();
}

function leave() {
  sessionStorage.removeItem("token");
  state.stream?.abort();
  Object.assign(state, { token: "", role: "", now: null, letters: null, groups: null, entries: [], run: null, plan: null });
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  ["clips", "figures", "permits", "groups", "letters", "grid", "entries", "halt"].forEach((id) => $(id).replaceChildren());
  [...VIEWS, "tabs", "asof", "pause", "leave", "reveal", "work", "more"].forEach((id) => show(id, false));
  ["run-uid", "run-id", "filter"].forEach((id) => { $(id).value = ""; });
  show("enter", true);
  $("token").focus();
}

// Live: server-sent events, read by fetch, because EventSource sends no Authorization.

async function live() {
  state.stream?.abort();
  const stream = new AbortController();
  state.stream = stream;
  for (let failures = 0; !stream.signal.aborted; failures++) {
    try {
      const answer = await ask("live", undefined, stream.signal);
      await events(answer.body, (event) => { failures = 0; seen(event); });
    } catch (failure) {
      if (stream.signal.aborted || failure.name === "AbortError") return;
      if (failure.status === 401) { complain(failure); return; }
    }
    if (stream.signal.aborted) return;
    asOf("no connection, trying again", "stale");
    await new Promise((wake) => setTimeout(wake, Math.min(15000, 1000 * 2 ** failures)));
  }
}

async function events(body, each) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (rest + value).split("\n\n");
    rest = whole.pop();
    whole.forEach((event) => {
      const data = event.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
      if (data) each(JSON.parse(data));
    });
  }
}

function asOf(words, how) {
  $("asof").dataset.state = how;
  text("asof", (state.now ? `as of ${clock(state.now.as_of)}` : "") + (words ? `${state.now ? ", " : ""}${words}` : ""));
}

function seen(now) {
  const lettersBefore = state.now?.dead_letters.count;
  const workBefore = state.now?.work;
  state.now = now;
  asOf("", "live");
  drawWork();
  if (state.view === "now") drawNow();
  const changed = lettersBefore !== undefined && lettersBefore !== now.dead_letters.count;
  if (state.view === "failures" && (changed || (workBefore && !now.work)) && !document.querySelector("dialog[open]")) look();
}

function pause(on) {
  state.paused = on;
  $("pause").setAttribute("aria-pressed", String(on));
  text("pause", on ? "Go on" : "Pause");
  if (on) {
    state.stream?.abort();
    asOf("paused", "paused");
  } else {
    live();
  }
}

// Views

function open(view) {
  state.view = view === "run" && !acts() ? "now" : view;
  VIEWS.forEach((one) => show(one, one === state.view));
  document.querySelectorAll("nav a").forEach((link) => {
    if (link.hash === `#${state.view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  if (location.hash !== `#${state.view}`) history.replaceState(null, "", `#${state.view}`);
  window.scrollTo(0, 0);
  look();
}

const look = () => attempt(async () => {
  if (state.view === "now") {
    state.now = await json("now");
    asOf(state.paused ? "paused" : "", state.paused ? "paused" : "live");
    drawNow();
    drawWork();
  } else if (state.view === "failures") {
    await lookAtFailures();
  } else if (state.view === "audit") {
    state.entries = await json("audit");
    drawAudit();
  } else if (state.run) {
    await lookAtRun(state.run.uid, state.run.run_id);
  }
});

function redraw() {
  if (state.now) drawNow();
  drawLetters();
  drawAudit();
}

function drawNow() {
  const now = state.now;
  drawHalt(now.consumption);
  const letters = now.dead_letters;
  const figures = [
    ["In flight", count(now.in_flight)],
    ["Oldest", now.in_flight ? age(now.oldest_age_seconds) : "–"],
    ["Ready, last minute", count(now.last_minute.ready)],
    ["Failed, last minute", count(now.last_minute.failed)],
    ["Stored, last minute", bytes(now.last_minute.stored_bytes)],
    ["Dead letters", letters.count === undefined ? "–" : count(letters.count)],
  ];
  $("figures").replaceChildren(...figures.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
  $("permits").replaceChildren(...now.permits.map(drawPermits));
  const more = now.in_flight - now.clips.length;
  $("clips").replaceChildren(
    ...now.clips.map(drawClip),
    more > 0 ? el("p", { class: "soft" }, `and ${count(more)} more`) : "",
    now.clips.length ? "" : el("p", { class: "soft" }, "No clip is in flight."));
  $("partitions").tBodies[0].replaceChildren(...now.partitions.map((one) => el("tr", {},
    el("td", {}, String(one.partition)), el("td", {}, count(one.committed)), el("td", {}, count(one.in_flight)),
    el("td", {}, count(one.unread)), partitionState(one))));
}

function partitionState(one) {
  const words = [one.parked && "cannot be read", one.hangs && "behind an open transaction", one.paused && "paused"].filter(Boolean);
  return el("td", { class: one.parked || one.hangs ? "bad" : "" }, words.join(", ") || "reading");
}

function drawHalt(consumption) {
  const up = consumption.status === "UP";
  const { reason, detail, since: from, ...others } = consumption.details;
  const stalls = Object.entries(consumption.stalls);
  show("halt", !up || stalls.length > 0);
  $("halt").replaceChildren(
    el("p", {}, el("strong", {}, up ? "Consuming, but something stands still" : `Not consuming: ${reason ?? consumption.status}`)),
    detail ? el("p", {}, String(detail)) : "",
    from ? el("p", {}, `since ${stamp(from)}`) : "",
    ...stalls.filter(([name]) => name !== reason).map(([name, at]) => el("p", {}, `${name} since ${stamp(at)}`)),
    Object.keys(others).length ? el("p", {}, JSON.stringify(others)) : "");
}

function drawPermits(lane) {
  return el("div", { class: "card" },
    el("div", { class: "row" }, el("span", {}, lane.lane === "large" ? "above 64 MiB" : "up to 64 MiB"),
      el("span", { class: "num" }, `${lane.moving} of ${lane.limit} in use, ${lane.waiting} waiting`)),
    el("progress", { max: lane.limit, value: Math.min(lane.moving, lane.limit), "aria-label": `permits in use, ${lane.lane}` }));
}

function drawClip(clip) {
  const place = `${clip.partition}@${clip.offset}`;
  const { uid, run_id: run, style, n } = clip.ids ?? {};
  const name = clip.ids && state.revealed ? `${uid ?? "?"}/${run ?? "?"} clip_${style ?? "?"}_${n ?? "?"}` : place;
  const words = { WAITING: "waiting", SENDING: "sending", SENT: "sent, its answer is under way" }[clip.state] ?? "";
  return el("div", { class: "card" },
    el("div", { class: "row" }, el("strong", { class: "id" }, name), el("span", { class: "num" }, age(clip.age_seconds))),
    el("div", { class: "row soft" }, el("span", {}, words),
      clip.total_bytes ? el("span", { class: "num" }, `${bytes(clip.sent_bytes)} of ${bytes(clip.total_bytes)}`) : ""),
    el("progress", { max: Math.max(1, clip.total_bytes), value: Math.min(clip.sent_bytes, clip.total_bytes), "aria-label": `sent of ${place}` }));
}

function drawWork() {
  const work = state.now?.work;
  show("work", Boolean(work));
  if (!work) return;
  text("work-text", `${work.kind === "replay" ? "Replay" : "Discard"}: ${count(work.done)} of ${count(work.planned)}`);
  $("work-bar").max = Math.max(1, work.planned);
  $("work-bar").value = work.done;
}

// Failures

const filter = () => $("filter").value.trim();

// What was asked for last is what is shown, whichever answer comes first.
async function lookAtFailures() {
  const mine = ++state.looks;
  const wanted = { filter: filter() };
  $("failures").setAttribute("aria-busy", "true");
  try {
    const groups = await json("groups", wanted);
    const letters = acts() ? await json("letters", wanted) : null;
    if (mine === state.looks) drawFailures(groups, letters);
  } finally {
    if (mine === state.looks) $("failures").removeAttribute("aria-busy");
  }
}

function drawFailures(groups, letters) {
  Object.assign(state, { groups, letters });
  text("scanned", `${count(groups.scanned.records)} dead letters were read, up to ${clock(groups.scanned.at)}.`);
  const matching = groups.groups.reduce((sum, group) => sum + group.count, groups.others);
  $("groups").replaceChildren(...groups.groups.map(drawGroup), matching ? "" : el("p", { class: "soft" }, "No dead letter matches."));
  show("acts", acts() && matching > 0);
  drawLetters();
}

function drawGroup(group) {
  const trend = group.last_hour > group.hour_before ? "more" : group.last_hour < group.hour_before ? "fewer" : "as many";
  const inside = [
    el("div", { class: "row" }, el("strong", {}, group.reason), el("span", { class: "num" }, `${count(group.open)} open of ${count(group.count)}`)),
    el("p", { class: "soft" }, `oldest ${since(group.oldest)} ago, newest ${since(group.newest)} ago; ${count(group.last_hour)} in the last hour, ${trend} than in the one before`),
    el("p", {}, `Next: ${group.next_step}`),
  ];
  if (!acts()) return el("div", { class: "group" }, ...inside);
  const choose = () => {
    const reason = /^[a-z_]+$/.test(group.reason) ? group.reason : `'${group.reason}'`;
    $("filter").value = [filter().replace(/(^|\s)reason:\S+/g, "").trim(), `reason:${reason}`].filter(Boolean).join(" ");
    look();
  };
  return el("button", { type: "button", class: "group", on: { click: choose } }, ...inside);
}

function drawLetters() {
  const list = state.letters;
  show("letters-title", Boolean(list?.letters.length));
  show("letters-hint", Boolean(list?.letters.length) && !state.revealed);
  if (!list) { $("letters").replaceChildren(); return; }
  text("letters-title", list.matching > list.letters.length ? `Dead letters: the newest ${count(list.letters.length)} of ${count(list.matching)}` : "Dead letters");
  $("letters").replaceChildren(...list.letters.map((letter) => el("li", {},
    el("button", { type: "button", on: { click: () => openLetter(letter.id) } },
      el("div", { class: "row" }, el("span", {}, el("span", { class: "id" }, letter.id), " ", el("strong", {}, letter.reason)), el("span", { class: "soft" }, `${letter.state.state}, ${since(letter.at)} ago`)),
      state.revealed ? el("p", { class: "soft" }, `${letter.uid ?? "?"}/${letter.run ?? "?"}: `, el("bdi", {}, letter.detail)) : ""))));
}

const openLetter = (id) => attempt(async () => {
  const { letter, key, headers, event, timeline, value_bytes: size, next_step: next } = await json("letter", { id });
  text("letter-title", `Dead letter ${letter.id}`);
  $("letter-body").replaceChildren(
    facts([
      ["Reason", letter.reason], ["Detail", letter.detail], ["Next", next], ["Key", key], ["Event", letter.event_id],
      ["Put aside", stamp(letter.at)], ["State", stateInWords(letter.state)], ["Attempts", String(letter.attempts)], ["Replays", String(letter.replays)],
      ["From", letter.origin && `${letter.origin.topic}, partition ${letter.origin.partition}, offset ${letter.origin.offset}`],
    ]),
    el("h3", {}, "What happened"),
    el("ol", { class: "timeline" }, ...timeline.map((moment) => el("li", {}, `${stamp(moment.at)} `, el("bdi", {}, moment.what)))),
    el("h3", {}, `Event, ${bytes(size)}`),
    event === undefined ? el("p", { class: "soft" }, "Its value was not kept.") : el("pre", { tabIndex: 0 }, event),
    el("details", {}, el("summary", {}, `${headers.length} headers`), facts(headers.map((header) => [header.name, header.value]))));
  $("letter-acts").replaceChildren(...(letter.state.state === "open" ? [
    el("button", { type: "button", class: "main", on: { click: () => openPlan("replay", { id }) } }, "Replay …"),
    el("button", { type: "button", on: { click: () => openPlan("discard", { id }) } }, "Discard …")] : []));
  if (!$("letter").open) $("letter").showModal();
});

function stateInWords(one) {
  const why = one.note || one.why;
  return one.state === "open" ? "open" : `${one.state} by ${one.by}, ${stamp(one.at)}${why ? `: ${why}` : ""}`;
}

// Replay and discard: first a plan, which counts; then what it counted.

const openPlan = (kind, selection) => attempt(async () => {
  $("letter").close();
  $("force").checked = false;
  ["note", "count", "most"].forEach((id) => { $(id).value = ""; });
  $("by").value = sessionStorage.getItem("by") ?? "";
  await drawPlan(kind, selection);
  $("plan").showModal();
  $("by").focus();
});

async function drawPlan(kind, selection) {
  const replay = kind === "replay";
  const plan = await json(`plan-${kind}`, replay ? { ...selection, force: $("force").checked } : selection);
  state.plan = { ...plan, kind, chosen: selection };
  text("plan-title", replay ? "Replay" : "Discard");
  $("plan-body").replaceChildren(
    el("p", {}, el("strong", { id: "eligible" }, count(plan.eligible)), ` of ${count(plan.matching)} dead letters will be ${replay ? "replayed" : "discarded"}. This is a dry run: nothing was done yet.`),
    plan.selection ? el("p", { class: "soft" }, `Chosen by ${masked(plan.selection)}`) : el("p", { class: "soft" }, "Chosen: all of them."),
    ...plan.skipped.map((skipped) => el("p", { class: "soft" }, `${count(skipped.count)} left as they are: ${skipped.why.replace("then --force", "then tick the box below")}`)));
  show("plan-trouble", false);
  show("pace", replay && plan.matching > 1);
  show("force-label", replay && (plan.force || plan.skipped.some((skipped) => skipped.why.includes("--force"))));
  show("count-label", plan.count_is_typed);
  $("note").required = !replay;
  text("go", `${replay ? "Replay" : "Discard"} ${count(plan.eligible)}`);
  mayGo();
}

function mayGo() {
  const plan = state.plan;
  $("go").disabled = !plan || plan.eligible === 0 || (plan.count_is_typed && $("count").value.trim() !== String(plan.eligible));
}

async function carryOut() {
  const plan = state.plan;
  const numbers = plan.kind === "replay" ? { per_second: $("rate").valueAsNumber || undefined, most: $("most").valueAsNumber || undefined } : {};
  sessionStorage.setItem("by", $("by").value.trim());
  $("go").disabled = true;
  try {
    const { entry } = await json("carry-out", { plan: plan.plan, by: $("by").value, note: $("note").value, count: plan.count_is_typed ? Number($("count").value) : undefined, ...numbers });
    $("plan").close();
    state.plan = null;
    await look();
    const far = entry ? `${entry.status}: ${count(entry.done)} of ${count(entry.planned)}` : "has begun";
    text("scanned", `${plan.kind === "replay" ? "Replay" : "Discard"} ${far}. ${$("scanned").textContent}`);
  } catch (failure) {
    text("plan-trouble", failure.message);
    show("plan-trouble", true);
    mayGo();
  }
}

const stopWork = () => attempt(async () => {
  await json("cancel", { by: sessionStorage.getItem("by") ?? "operator" });
  await look();
});

// A run

const lookAtRun = async (uid, runId, cursor) => {
  const page = await json("run", { uid, run_id: runId, cursor });
  state.run = { uid, run_id: runId, cursor: page.next_cursor };
  $("run-about").replaceChildren(`${count(page.total)} clips; highlights.json: ${page.highlights}; URLs were signed just now. `, page.video_title ? el("bdi", {}, page.video_title) : "");
  const cards = page.clips.map(drawStored);
  if (cursor) $("grid").append(...cards);
  else $("grid").replaceChildren(...cards);
  show("more", Boolean(page.next_cursor));
};

function drawStored(clip) {
  const picture = clip.thumbnail ? el("img", { src: clip.thumbnail.url, alt: "", loading: "lazy" }) : el("span", { class: "none" }, "no thumbnail");
  const button = el("button", { type: "button", class: "play", "aria-label": `Play ${clip.title}` }, picture);
  button.addEventListener("click", () => {
    const video = el("video", { controls: true, autoplay: true, src: clip.video.url });
    video.addEventListener("error", () => video.replaceWith(el("p", { class: "trouble" }, "It cannot be played: its URL has ended (press r), the store is away, or this browser does not know its codec.")));
    button.replaceWith(video);
    video.focus();
  });
  return el("article", { class: "clip" }, button, el("div", { class: "about" },
    el("strong", {}, clip.title), el("span", { class: "soft id" }, `clip_${clip.style}_${clip.n}`),
    el("div", { class: "row soft" }, el("span", {}, bytes(clip.video.size_bytes)), el("span", {}, clip.duration ? `${clip.duration} s` : ""), el("span", {}, clip.hook_category ?? ""))));
}

// Audit

function drawAudit() {
  $("entries").replaceChildren(...state.entries.map((entry) => el("li", {},
    el("div", { class: "row" }, el("span", {}, el("strong", {}, entry.kind), " by ", el("bdi", {}, entry.by)), el("span", { class: "soft" }, stamp(entry.started_at))),
    el("p", {}, `${entry.status}: ${count(entry.done)} of ${count(entry.planned)}`, ...Object.entries(entry.skipped).map(([why, number]) => `; ${count(number)} ${why}`), entry.cancelled_by ? `; stopped by ${entry.cancelled_by}` : ""),
    el("p", { class: "soft" }, entry.selection ? masked(entry.selection) : "all", entry.note ? ": " : "", el("bdi", {}, entry.note)),
    entry.status === "running" && acts() ? el("button", { type: "button", on: { click: stopWork } }, "Cancel") : "")),
    state.entries.length ? "" : el("li", { class: "soft" }, "Nothing was done yet."));
}

// Theme, keys, and what is clicked

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function theme(chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  text("theme", dark() ? "Light" : "Dark");
}

function reveal() {
  state.revealed = !state.revealed;
  $("reveal").setAttribute("aria-pressed", String(state.revealed));
  text("reveal", state.revealed ? "Hide names" : "Show names");
  redraw();
}

const KEYS = {
  "/": () => { open("failures"); $("filter").focus(); },
  r: () => look(),
  t: () => acts() && reveal(),
  p: () => pause(!state.paused),
  1: () => open("now"),
  2: () => open("failures"),
  3: () => open("run"),
  4: () => open("audit"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input") || document.querySelector("dialog[open]")) return;
  if (event.key === "?") $("help").showModal();
  else if (state.role && Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
});

function on(id, event, work) {
  $(id).addEventListener(event, (happened) => { if (event === "submit") happened.preventDefault(); work(happened); });
}

on("enter", "submit", () => attempt(() => enter($("token").value.trim())));
on("leave", "click", leave);
on("pause", "click", () => pause(!state.paused));
on("reveal", "click", reveal);
on("keys", "click", () => $("help").showModal());
on("filtering", "submit", look);
on("plan-replay", "click", () => openPlan("replay", { filter: filter() }));
on("plan-discard", "click", () => openPlan("discard", { filter: filter() }));
on("planned", "submit", carryOut);
on("plan-close", "click", () => $("plan").close());
on("count", "input", mayGo);
on("force", "change", () => attempt(() => drawPlan("replay", state.plan.chosen)));
on("cancel", "click", stopWork);
on("running", "submit", () => attempt(() => lookAtRun($("run-uid").value.trim(), $("run-id").value.trim())));
on("more", "click", () => attempt(() => lookAtRun(state.run.uid, state.run.run_id, state.run.cursor)));
on("theme", "click", () => { const next = dark() ? "light" : "dark"; localStorage.setItem("theme", next); theme(next); });
addEventListener("hashchange", () => { const view = location.hash.slice(1); if (state.role && VIEWS.includes(view) && view !== state.view) open(view); });
document.addEventListener("visibilitychange", () => {
  if (!state.role || state.paused) return;
  if (document.hidden) state.stream?.abort();
  else live();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme());
const chosenTheme = localStorage.getItem("theme");
theme(["light", "dark"].includes(chosenTheme) ? chosenTheme : undefined);
const kept = sessionStorage.getItem("token");
if (kept) attempt(() => enter(kept));
else $("token").focus();
