#!/usr/bin/env node
// Announces a rendered clip on clip-rendered, and prints the event's id. Its files must be complete.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CloudEvent, Kafka as Binding } from 'cloudevents';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

async function media(file) {
  const path = await realpath(file);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  const uri = 'file://' + path.split('/').map(encodeURIComponent).join('/');
  return { uri, size_bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}

const texts = ['bootstrap-servers', 'config', 'id', 'video-url', 'title', 'start', 'end'];
const options = Object.fromEntries(texts.map((text) => [text, { type: 'string' }]));
const { values: o, positionals } = parseArgs({ options, allowPositionals: true });
const [uid, run_id, style, n, mp4, jpg] = positionals;
if (!mp4 || !o['video-url'] || !o.title || !o.start || !o.end) {
  throw new Error('render.mjs [--bootstrap-servers B] [--config FILE] [--id ID] --video-url URL --title TITLE'
    + ' --start HH:MM:SS --end HH:MM:SS UID RUN_ID STYLE N MP4 [JPG]');
}
const highlight = { id: Number(n), title: o.title, start: o.start, end: o.end };
const event = new CloudEvent({ id: o.id ?? randomUUID(), source: '/pipeline/node', type: 'ai.viralclip.clip.rendered.v1',
  time: (await stat(mp4)).mtime.toISOString(), dataschema: 'urn:viralclip:schema:clip-rendered.v1',
  datacontenttype: 'application/json', partitionkey: `${uid}/${run_id}`, // the record's key
  data: { uid, run_id, video_url: o['video-url'], style, highlight, video: await media(mp4), thumbnail: jpg ? await media(jpg) : null } });
const { key, headers, value } = JSON.parse(JSON.stringify(Binding.binary(event))); // without attributes it does not have
const kafka = new Kafka({ ...(o.config && JSON.parse(readFileSync(o.config))), logLevel: logLevel.ERROR,
  brokers: (o['bootstrap-servers'] ?? 'localhost:9092').split(',') });
const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
await producer.send({ topic: 'clip-rendered', acks: -1, messages: [{ key, headers, value: JSON.stringify(value) }] })
  .finally(() => producer.disconnect());
console.log(event.id);
