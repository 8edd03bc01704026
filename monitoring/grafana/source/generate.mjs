// Writes the boards:   node generate.mjs
// Fails if a committed board is not what this would write:   node generate.mjs --check
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import clipsFlow from "./clips-flow.mjs";
import costAndCapacity from "./cost-and-capacity.mjs";
import kafkaAndSettlement from "./kafka-and-settlement.mjs";

const boards = { "clips-flow": clipsFlow, "cost-and-capacity": costAndCapacity, "kafka-and-settlement": kafkaAndSettlement };
const check = process.argv.includes("--check");
let differing = 0;
for (const [name, board] of Object.entries(boards)) {
  const file = fileURLToPath(new URL(`../dashboards/${name}.json`, import.meta.url));
  const text = JSON.stringify(board, null, 2) + "\n";
  if (!check) {
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    console.error(`dashboards/${name}.json is not what source/${name}.mjs makes: node monitoring/grafana/source/generate.mjs`);
    differing++;
  }
}
process.exit(differing ? 1 : 0);
