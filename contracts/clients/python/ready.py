#!/usr/bin/env python3
"""Prints the worker's answers, each once: clips that are ready, and those that will not be. Ends at Ctrl-C or SIGTERM."""
import argparse, collections, json, pathlib, signal, sys

from confluent_kafka import Consumer, KafkaException

def handle(kind, data):
    clip = f"{data['uid']}/{data['run_id']} clip_{data.get('style', '?')}_{data.get('n', '?')}"
    if kind == "ai.viralclip.clip.ready.v1":
        url = data["video"]["url"].partition("?")[0]  # with its query it would open the clip to whoever reads it here
        print("ready", clip, url, data["video"]["url_expires_at"], flush=True)
    elif kind == "ai.viralclip.clip.failed.v1":
        print("failed", clip, data["reason"], data["detail"], flush=True)

cli = argparse.ArgumentParser(description=__doc__)
cli.add_argument("--bootstrap-servers", default="localhost:9092")
cli.add_argument("--config", type=lambda file: json.loads(pathlib.Path(file).read_text()), default={},
                 help="JSON file of librdkafka's settings: TLS, SASL")
cli.add_argument("--group", default="clip-ready-python", help="what it has handled is kept under this name")
a = cli.parse_args()
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: sys.exit(0))
consumer = Consumer({**a.config, "bootstrap.servers": a.bootstrap_servers, "group.id": a.group,
                     "isolation.level": "read_committed", "auto.offset.reset": "earliest",
                     "enable.auto.offset.store": False})  # what is stored below is committed every 5 s and by close()
consumer.subscribe(["clip-ready", "clip-failed"])
seen = collections.deque(maxlen=10_000)  # a service keeps these with what it makes of the answers
try:
    while True:
        if (message := consumer.poll(1)) is None:
            continue
        if message.error():
            raise KafkaException(message.error())
        headers = dict(message.headers() or [])
        if (event := (headers.get("ce_source"), headers.get("ce_id"))) not in seen:
            handle(headers.get("ce_type", b"").decode(), json.loads(message.value()))
            seen.append(event)
        consumer.store_offsets(message)
finally:
    consumer.close()
