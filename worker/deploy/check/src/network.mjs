// What a NetworkPolicy lets through, decided as Kubernetes does, for single addresses.
import { BlockList, isIPv6 } from "node:net";

function holds(cidr, address) {
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  const [base, bits] = cidr.split("/");
  if (isIPv6(base) !== isIPv6(address)) return false;
  const list = new BlockList();
  list.addSubnet(base, Number(bits), family);
  return list.check(address, family);
}

/** Whether pods may speak to an address that is no pod's. */
export function reaches(policy, address, port, protocol = "TCP") {
  return policy.spec.egress.some(
    (rule) =>
      (!rule.ports || rule.ports.some((one) => one.port === port && (one.protocol ?? "TCP") === protocol)) &&
      (!rule.to ||
        rule.to.some(({ ipBlock }) => ipBlock && holds(ipBlock.cidr, address) && !(ipBlock.except ?? []).some((cidr) => holds(cidr, address)))),
  );
}

const METADATA = ["169.254.169.254", "169.254.170.2", "fe80::1", "fd00:ec2::254"];

export function problems(policy, ports) {
  const found = [];
  const check = (holds, problem) => holds || found.push(problem);
  check(["Ingress", "Egress"].every((type) => policy.spec.policyTypes.includes(type)), "only one direction is held");
  for (const address of METADATA) {
    for (const port of [80, 443, ...ports]) check(!reaches(policy, address, port), `${address} is reached at ${port}`);
  }
  for (const port of ports) {
    for (const address of ["203.0.113.7", "10.1.2.3", "2001:db8::7"]) check(reaches(policy, address, port), `${address} is not reached at ${port}`);
  }
  for (const port of [22, 80, 6443, 10250]) check(!reaches(policy, "10.1.2.3", port), `10.1.2.3 is reached at ${port}`);
  check(
    policy.spec.egress.some((rule) => ["UDP", "TCP"].every((protocol) => rule.ports.some((one) => one.port === 53 && one.protocol === protocol))),
    "names are not resolved",
  );
  const doors = policy.spec.ingress.flatMap((rule) => rule.ports ?? ["any"]);
  check(doors.length === 1 && doors[0].port === "management", `let in at ${JSON.stringify(doors)}`);
  check(policy.spec.ingress.every((rule) => rule.from?.length), "anybody is let in");
  return found;
}
