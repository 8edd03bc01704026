// Parses asyncapi.yaml by AsyncAPI's own parser, and holds schemas, examples and headers to Ajv, strictly. One JSON document on
// stdout: per section how much was looked at, and what is wrong. Status 1 where something is wrong.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Parser } from "@asyncapi/parser";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const CONTRACTS = dirname(dirname(fileURLToPath(import.meta.url)));
const DOCUMENT = join(CONTRACTS, "asyncapi.yaml");
const GOLDEN = join(CONTRACTS, "src/test/resources/golden");
const STRICT = { strict: true, strictTypes: true, strictTuples: true, strictRequired: true, allErrors: true };
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const filesOf = (folder, end) => readdirSync(folder).filter((name) => name.endsWith(end)).sort();
const payloads = addFormats(new Ajv2020(STRICT));
const headers = addFormats(new Ajv(STRICT));

/** What Ajv says of a value; of a schema that is none, it throws. */
function violations(ajv, schema, value) {
  try {
    const validate = typeof schema === "string" ? ajv.getSchema(schema) : ajv.compile(schema);
    if (!validate) return [`there is no schema ${schema}`];
    return validate(value) ? [] : [ajv.errorsText(validate.errors)];
  } catch (error) {
    return [error.message];
  }
}

/** Every finding counts, hints too: what the parser says is mended, not put up with. */
async function parsed(text) {
  const { document, diagnostics } = await new Parser().parse(text, { source: DOCUMENT });
  return {
    document,
    problems: diagnostics.map(({ code, path, message }) => `${path.join("/")}: ${message} (${code})`),
  };
}

function schemas() {
  const folder = join(CONTRACTS, "schemas");
  const names = filesOf(folder, ".json");
  const problems = names.flatMap((name) => {
    try {
      payloads.compile(json(join(folder, name)));
      return [];
    } catch (error) {
      return [`${name}: ${error.message}`];
    }
  });
  return { count: names.length, problems };
}

/** By the schema that the example's headers name. */
function examples() {
  const folder = join(CONTRACTS, "examples");
  const names = filesOf(folder, ".headers.json");
  const problems = names.flatMap((name) => {
    const { ce_dataschema } = json(join(folder, name));
    const data = name.replace(".headers.json", ".json");
    return violations(payloads, ce_dataschema, json(join(folder, data))).map((problem) => `${data}: ${problem}`);
  });
  return { count: names.length, problems };
}

function golden() {
  const files = readdirSync(GOLDEN).flatMap((type) => filesOf(join(GOLDEN, type), ".json").map((name) => [type, name]));
  const problems = files.flatMap(([type, name]) =>
    violations(payloads, `urn:viralclip:schema:${type}`, json(join(GOLDEN, type, name))).map((problem) => `${name}: ${problem}`),
  );
  return { count: files.length, problems };
}

/** By the headers' schema of the message of that name, as the parser has put it together; its payload is what they name. */
function envelopes(document) {
  const folder = join(CONTRACTS, "examples");
  const names = filesOf(folder, ".headers.json");
  const problems = names.flatMap((name) => {
    const example = json(join(folder, name));
    const message = document?.allMessages().all().find((each) => each.name() === example.ce_type);
    if (!message) return [`${name}: no message is named ${example.ce_type}`];
    const { $id } = message.payload().json().schema;
    if ($id !== example.ce_dataschema) return [`${name}: the message's payload is ${$id}`];
    return violations(headers, plain(message.headers().json()), example).map((problem) => `${name}: ${problem}`);
  });
  return { count: names.length, problems };
}

/** Without what the parser writes into a schema for itself. */
function plain(schema) {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key.startsWith("x-parser-") ? undefined : value)));
}

/** Each operation has messages of its channel, and the parser finds its way from the one to the other. */
function operations(document) {
  const all = document?.operations().all() ?? [];
  const problems = all.flatMap((operation) =>
    operation.channels().length === 1 && operation.messages().length > 0 ? [] : [`${operation.id()}: no channel, or no message`],
  );
  return { count: all.length, problems };
}

/** A parser that takes these looks at nothing, and what it says of the document means nothing. */
async function refused(text) {
  const broken = [
    ["a payload that is no schema", text.replace("payload: {}", "payload: true")],
    ["a binding that is referenced one level too deep", text.replace(/bindings:\n +\$ref: (.*)/, "bindings:\n        kafka: {$ref: $1}")],
    ["a reference to nothing", text.replace("#/components/messages/clipReady", "#/components/messages/clipRaedy")],
  ];
  const problems = [];
  for (const [what, changed] of broken) {
    if (changed === text) problems.push(`${what}: nothing to break`);
    else if ((await parsed(changed)).problems.length === 0) problems.push(`${what} was taken`);
  }
  return { count: broken.length, problems };
}

const text = readFileSync(DOCUMENT, "utf8");
const { document, problems } = await parsed(text);
if (!document) problems.push("the parser makes no document of it");
const report = {
  messages: document?.allMessages().all().map((message) => message.name()) ?? [],
  sections: {
    asyncapi: { count: document?.allMessages().length ?? 0, problems },
    operations: operations(document),
    schemas: schemas(),
    examples: examples(),
    golden: golden(),
    headers: envelopes(document),
    refused: await refused(text),
  },
};
console.log(JSON.stringify(report, null, 2));
process.exitCode = Object.values(report.sections).some((section) => section.problems.length) ? 1 : 0;
