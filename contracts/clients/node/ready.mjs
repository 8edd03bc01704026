#!/usr/bin/env node
// Prints the worker's answers, each once: clips that are ready, and those that will not be. Ends at Ctrl-C or SIGTERM.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Kafka as Binding } from 'cloudevents';
import { Kafka, logLevel } from 'kafkajs';

function handle({ type, data }) {
  const clip = `${data.uid}/${data.run_id} clip_${data.style ?? '?'}_${data.n ?? '?'}`;
  if (type === 'ai.viralclip.clip.ready.v1') {
    const [url] = data.video.url.split('?'); // with its query it would open the clip to whoever reads it here
    console.log('ready', clip, url, data.video.url_expires_at);
  } else if (type === 'ai.viralclip.clip.failed.v1') {
    console.log('failed', clip, data.reason, data.detail);
  }
}

const options = Object.fromEntries(['bootstrap-servers', 'config', 'group'].map((name) => [name, { type: 'string' }]));
const { values: o } = parseArgs({ options });
const kafka = new Kafka({ ...(o.config && JSON.parse(readFileSync(o.config))), logLevel: logLevel.ERROR,
  brokers: (o['bootstrap-servers'] ?? 'localhost:9092').split(',') });
const consumer = kafka.consumer({ groupId: o.group ?? 'clip-ready-node', readUncommitted: false });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => consumer.disconnect());
consumer.on(consumer.events.CRASH, ({ payload }) => { // what run() does not throw
  if (!payload.restart) process.exit(1);
});
await consumer.connect();
await consumer.subscribe({ topics: ['clip-ready', 'clip-failed'], fromBeginning: true });
const seen = new Set(); // a service keeps these with what it makes of the answers
await consumer.run({ eachMessage: async ({ message }) => { // its offset is committed once it is handled
  const texts = Object.entries(message.headers).map(([name, value]) => [name, value.toString()]);
  const event = Binding.toEvent({ ...message, headers: Object.fromEntries(texts) });
  const id = JSON.stringify([event.source, event.id]);
  if (!seen.has(id)) handle(event);
  if (seen.add(id).size > 10_000) seen.delete(seen.values().next().value);
} });
