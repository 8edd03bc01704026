// What the chart is to refuse, and the words by which it does.
import { CHART, NAMESPACE, RELEASE, helm, valuesFile } from "./helm.mjs";

const json = (path, value) => ["--set-json", `${path}=${JSON.stringify(value)}`];

const REFUSED = [
  ["nothing said at all", [], /missing properties 'SPRING_KAFKA_BOOTSTRAP_SERVERS', 'R2_BUCKET_NAME'/, []],
  ["a value that there is not", json("replica", 3), /additional properties 'replica' not allowed/],
  ["a setting that there is not", json("settings.CLIP_DELIVERY_MAX_CONCURENT", "64"), /'CLIP_DELIVERY_MAX_CONCURENT' not allowed/],
  ["a setting that the chart decides", json("settings.CLIP_TOPICS_PARTITIONS", "9"), /'CLIP_TOPICS_PARTITIONS' not allowed/],
  ["a duration without its unit", json("settings.CLIP_URLS_TTL", "24"), /CLIP_URLS_TTL/],
  ["a number that is not text", json("settings.CLIP_DELIVERY_MAX_CONCURRENT", 64), /CLIP_DELIVERY_MAX_CONCURRENT.*got number, want string/s],
  ["the store's secret key among the settings", json("settings.R2_SECRET_ACCESS_KEY", "s3cr3t"), /R2_SECRET_ACCESS_KEY/],
  ["Kafka's password among the settings", json("settings.SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "password=s3cr3t"), /invalid propertyName 'SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG'/],
  ["a secret's value in place of its name", json("secrets", [{ R2_SECRET_ACCESS_KEY: "s3cr3t" }]), /secrets\/0.*want string/s],
  ["no secret at all", json("secrets", []), /secrets.*minItems/s],
  ["a secret in a variable", json("extraEnv", [{ name: "R2_SECRET_ACCESS_KEY", value: "s3cr3t" }]), /extraEnv\/0/],
  [
    "a variable out of a secret",
    json("extraEnv", [{ name: "OTEL_X", valueFrom: { secretKeyRef: { name: "a", key: "b" } } }]),
    /extraEnv\/0.*secretKeyRef/s,
  ],
  ["a store without TLS", json("settings.R2_ENDPOINT_URL", "http://s3.example.com"), /R2_ENDPOINT_URL/],
  ["more workers than partitions", json("replicas", 7), /replicas is 7, and there are only 6 partitions/],
  ["less time to stop than it takes", json("terminationGracePeriodSeconds", 30), /terminationGracePeriodSeconds/],
  ["KEDA that is not told where Prometheus is", json("keda", { enabled: true }), /keda.enabled needs keda.prometheusAddress/],
  ["a digest that is none", json("image.digest", "latest"), /image\/digest/],
];

/** One line for each that was taken, or refused in other words. */
export function taken() {
  const problems = [];
  for (const [what, set, words, values = ["--values", valuesFile("minimal")]] of REFUSED) {
    const { status, err } = helm("template", RELEASE, CHART, "--namespace", NAMESPACE, ...values, ...set);
    if (status === 0) problems.push(`${what}: taken`);
    else if (!words.test(err)) problems.push(`${what}: refused by other words: ${err.trim()}`);
  }
  return { count: REFUSED.length, problems };
}
