// Drives the operators' page by clicks and keys, and prints one JSON document of what was wrong. PageIT starts it.
//
// From the environment: PAGE_URL, READ_TOKEN, ACT_TOKEN, CHROMIUM; LOST, how many letters there are of the user "lost";
// HOSTILE, the title of the clip of the run hostile/run; PICTURES, a folder for pictures, where any are wanted.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { PAGE_URL, READ_TOKEN, ACT_TOKEN, CHROMIUM, LOST, HOSTILE, PICTURES } = process.env;
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"];
const problems = [];
const done = [];
const violations = [];
const logged = [];

async function check(name, work) {
  try {
    await work();
    done.push(name);
  } catch (failure) {
    problems.push(`${name}: ${String(failure.message ?? failure).split("\n").slice(0, 4).join(" ")}`);
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `failed-${problems.length}.png`) }).catch(() => {});
  }
}

function same(found, wanted, what) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

const hold = (condition, what) => { if (!condition) throw new Error(what); };
const $ = (selector) => page.locator(selector);
const inPage = (work, argument) => page.evaluate(work, argument);

async function picture(name, wide) {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: !wide });
}

async function signIn(token) {
  await $("#token").fill(token);
  await $("#enter button").click();
  await $("#tabs").waitFor({ state: "visible" });
}

// Applies a filter, and waits for what it finds.
async function sift(filter) {
  await $("#filter").fill(filter);
  await $("#filtering button").click();
  await settled();
}

const settled = () => page.waitForFunction(() => !document.querySelector("#failures").hasAttribute("aria-busy"));

// A key for the page, and not for the field that has the focus.
async function press(key) {
  await inPage(() => document.activeElement.blur());
  await page.keyboard.press(key);
}

const signOut = () => $("#leave").click();

// A request as the page itself would send it.
const ask = (name, token, body) => inPage(async ([path, bearer, fields]) => {
  const answer = await fetch(`api/${path}`, { method: "POST", headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" }, body: JSON.stringify(fields) });
  return { status: answer.status, body: await answer.text() };
}, [name, token, body]);

const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGS });
const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 }, colorScheme: "light" });
await context.addInitScript(() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
});
const page = await context.newPage();
page.setDefaultTimeout(10_000);
page.on("console", (message) => { if (["error", "warning"].includes(message.type())) logged.push(message.text()); });
page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
page.on("dialog", (dialog) => { problems.push(`a dialog of the browser: ${dialog.message()}`); dialog.dismiss(); });
await page.goto(PAGE_URL);

await check("a wrong token is refused", async () => {
  await $("#token").fill("x".repeat(40));
  await $("#enter button").click();
  await $("#trouble").filter({ hasText: "not known" }).waitFor();
  hold(!(await $("#tabs").isVisible()), "the views are shown");
});

await check("a reader sees figures and groups, live, and pauses them", async () => {
  await signIn(READ_TOKEN);
  await $("#figures dd").first().waitFor();
  await picture("now-desktop", true);
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("now-dark-desktop", true);
  await page.emulateMedia({ colorScheme: "light" });
  const first = await $("#asof").textContent();
  await page.waitForFunction((before) => document.querySelector("#asof").textContent !== before, first);
  await $("#pause").click();
  await $("#asof").filter({ hasText: "paused" }).waitFor();
  await $("#pause").click();
  await $("nav a[href='#failures']").click();
  await $(".group").filter({ hasText: "source_missing" }).waitFor();
  await $("nav a[href='#audit']").click();
  await $("#entries li").first().waitFor();
});

await check("a reader cannot act, nor see whose clips they are", async () => {
  hold(!(await $("nav a[href='#run']").isVisible()), "the runs are offered");
  await $("nav a[href='#failures']").click();
  hold(!(await $("#plan-replay").isVisible()), "a replay is offered");
  same(await $("#letters li").count(), 0, "letters");
  for (const [name, fields] of [["plan-replay", {}], ["plan-discard", {}], ["letters", {}], ["letter", { id: "0@0" }], ["run", { uid: "hostile", run_id: "run" }], ["cancel", { by: "x" }], ["carry-out", { plan: "x", by: "x" }]]) {
    same((await ask(name, READ_TOKEN, fields)).status, 403, name);
  }
  same((await ask("groups", READ_TOKEN, { filter: "uid:lost" })).status, 403, "groups of somebody");
  await signOut();
  await $("#enter").waitFor({ state: "visible" });
});

await check("an operator finds a group, its letters, and what to do", async () => {
  await signIn(ACT_TOKEN);
  await press("/");
  same(await inPage(() => document.activeElement.id), "filter", "focus after /");
  await settled();
  await sift("reason:source_missing,wrong_magic_bytes state:open");
  await inPage(() => document.activeElement.blur());
  await picture("failures-desktop", true);
  await sift("");
  await $(".group").filter({ hasText: "source_missing" }).click();
  same(await $("#filter").inputValue(), "reason:source_missing", "filter");
  await settled();
  hold(!(await $("#letters").textContent()).includes("lost"), "a user is named before anybody asked");
  await press("t");
  await $("#letters li").filter({ hasText: "lost/" }).first().waitFor();
  await $("#letters li button").first().click();
  await $("#letter-body").filter({ hasText: "bring the file back" }).waitFor();
  hold((await $("#letter-body pre").textContent()).includes("\"uid\" : \"lost\""), "the event is not there");
  await picture("letter-desktop", true);
  await page.keyboard.press("Escape");
  await $("#letter").waitFor({ state: "hidden" });
});

await check("wrong input is told what to type instead", async () => {
  await sift("raeson:source_missing");
  await $("#trouble").filter({ hasText: "reason" }).waitFor();
});

await check("a replay counts first, takes the typed count, and is done once", async () => {
  await sift("uid:lost");
  same(await $(".group").count(), 1, "groups");
  hold(!(await $("#trouble").isVisible()), "the last complaint is still there");
  await $("#plan-replay").click();
  await $("#eligible").waitFor();
  same(await $("#eligible").textContent(), LOST, "eligible");
  await $("#by").fill("ana");
  await $("#rate").fill("1000");
  hold(await $("#go").isDisabled(), "it goes without the count");
  await $("#count").fill(String(Number(LOST) - 1));
  hold(await $("#go").isDisabled(), "it goes with another count");
  await $("#count").fill(LOST);
  await picture("plan-desktop", true);
  await $("#go").click();
  await $("#plan").waitFor({ state: "hidden" });
  await page.waitForFunction((count) => document.querySelector("#groups").textContent.includes(`0 open of ${count}`), LOST, { timeout: 20_000 });
  await $("#plan-replay").click();
  await $("#eligible").waitFor();
  same(await $("#eligible").textContent(), "0", "eligible afterwards");
  hold(await $("#go").isDisabled(), "nothing goes");
  await $("#plan-close").click();
});

await check("a letter is discarded with a reason, and the audit says by whom", async () => {
  await sift("reason:wrong_magic_bytes");
  await $("#letters li").filter({ hasText: "wrong_magic_bytes" }).first().waitFor();
  await $("#letters li button").first().click();
  await $("#letter-acts button").filter({ hasText: "Discard" }).click();
  await $("#eligible").waitFor();
  await $("#go").click();
  hold(await $("#plan").isVisible(), "it is discarded without a note");
  await $("#note").fill("never a video");
  await $("#go").click();
  await $("#plan").waitFor({ state: "hidden" });
  await $("nav a[href='#audit']").click();
  await $("#entries li").filter({ hasText: "never a video" }).filter({ hasText: "ana (page)" }).waitFor();
  await $("#entries li").filter({ hasText: `${LOST} of ${LOST}` }).first().waitFor();
  await picture("audit-desktop");
});

await check("a run has thumbnails, sizes, and a video that plays", async () => {
  await press("3");
  await $("#run-uid").fill("hostile");
  await $("#run-id").fill("run");
  await $("#running button").click();
  await $("#grid .clip").first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll("#grid img")].length > 0 && [...document.querySelectorAll("#grid img")].every((image) => image.naturalWidth > 100));
  await picture("run-desktop");
  await $("#grid .play").first().click();
  await page.waitForFunction(() => document.querySelector("#grid video")?.readyState >= 2);
  await page.waitForFunction(() => document.querySelector("#grid video").currentTime > 0);
});

await check("hostile text is text", async () => {
  const titles = await $("#grid .about strong").allTextContents();
  hold(titles.includes(HOSTILE), `the title is not there as it is: ${JSON.stringify(titles)}`);
  await press("2");
  await sift("");
  await $(".group").filter({ hasText: "<img" }).click();
  await settled();
  await $("#letters li").filter({ hasText: "<img" }).first().waitFor();
  await $("#letters li button").first().click();
  await $("#letter-body pre").waitFor();
  await picture("hostile-desktop", true);
  await page.keyboard.press("Escape");
  same(await inPage(() => ({ hit: window.hit, images: document.querySelectorAll("img[src='x'], #groups img, #letters img, #letter img").length, scripts: document.scripts.length, styled: document.querySelectorAll("main style, main [onerror], dialog [onerror]").length })), { images: 0, scripts: 1, styled: 0 }, "what was made of it");
});

await check("keys", async () => {
  await press("?");
  await $("#help").waitFor({ state: "visible" });
  await page.keyboard.press("1");
  hold(await $("#failures").isVisible(), "a key of the views works behind a dialog");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await $("#now").waitFor({ state: "visible" });
  await page.keyboard.press("p");
  await $("#asof").filter({ hasText: "paused" }).waitFor();
  const before = await $("#asof").textContent();
  await page.waitForFunction((then) => !then.includes(new Date().toLocaleTimeString("en-GB")), before);
  await page.keyboard.press("r");
  await page.waitForFunction((then) => document.querySelector("#asof").textContent !== then, before);
  await page.keyboard.press("p");
  await page.keyboard.press("2");
  await page.keyboard.press("/");
  await $("#filter").fill("");
  await page.keyboard.type("r t ? 1");
  same(await $("#filter").inputValue(), "r t ? 1", "keys in the filter");
  await $("#filter").fill("");
  await inPage(() => document.activeElement.blur());
  for (let i = 0; i < 4; i++) await page.keyboard.press("Tab");
  hold((await inPage(() => getComputedStyle(document.activeElement).outlineStyle)) !== "none", "the focus is not seen");
});

const VIEWS = [["1", "now"], ["2", "failures"], ["3", "run"], ["4", "audit"]];

await check("dark, by the system and by the switch", async () => {
  const back = () => inPage(() => getComputedStyle(document.body).backgroundColor);
  await inPage(() => document.activeElement.blur());
  const light = await back();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await back();
  hold(light !== dark, `the same in both: ${dark}`);
  for (const [key, view] of VIEWS) {
    await press(key);
    await $(`#${view}`).waitFor({ state: "visible" });
    await picture(`${view}-dark`);
  }
  await $("#theme").click();
  same(await back(), light, "switched to light");
  await page.reload();
  await $("#tabs").waitFor({ state: "visible" });
  same(await back(), light, "after a reload");
  await page.emulateMedia({ colorScheme: "light" });
});

await check("at the width of a phone nothing is wider than it", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [key, view] of VIEWS) {
    await press(key);
    await $(`#${view}`).waitFor({ state: "visible" });
    if (view === "run") {
      await $("#run-uid").fill("hostile");
      await $("#run-id").fill("run");
      await $("#running button").click();
      await $("#grid .clip").first().waitFor();
    }
    if (view === "failures") await sift("reason:source_missing,wrong_magic_bytes");
    const width = await inPage(() => document.documentElement.scrollWidth);
    hold(width <= 390, `${view} is ${width} wide`);
    await inPage(() => document.activeElement.blur());
    await picture(`${view}-phone`, view === "failures");
  }
  await press("2");
  await $("#letters li button").first().click();
  await $("#letter-body pre").waitFor();
  const wide = await inPage(() => [document.documentElement.scrollWidth, document.querySelector("#letter").scrollWidth, document.querySelector("#letter").clientWidth]);
  hold(wide[0] <= 390 && wide[1] <= wide[2], `a letter is wider than it may: ${wide}`);
  await picture("letter-phone", true);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1280, height: 900 });
});

await check("signed out, nothing is left", async () => {
  await signOut();
  await page.reload();
  await $("#enter").waitFor({ state: "visible" });
  same(await inPage(() => [sessionStorage.getItem("token"), document.cookie, document.querySelectorAll("#letters li, #grid .clip, #entries li").length]), [null, "", 0], "what is left");
});

violations.push(...(await inPage(() => window.violations)));
const unexpected = logged.filter((line) => !/status of (401|403|400|429)/.test(line));
await browser.close();
process.stdout.write(JSON.stringify({ done, problems, violations, logged: unexpected }));
