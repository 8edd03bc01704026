#!/usr/bin/env python3
"""Announces a rendered clip on clip-rendered, and prints the event's id. Its files must be complete."""
import argparse, hashlib, json, pathlib, uuid
from datetime import datetime, timezone

from confluent_kafka import KafkaException, Producer

def media(path):
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return {"uri": path.resolve().as_uri(), "size_bytes": path.stat().st_size, "sha256": sha256}

def settings(file):
    return json.loads(pathlib.Path(file).read_text())

def delivered(error, _):
    if error:
        raise KafkaException(error)  # comes out of flush()

cli = argparse.ArgumentParser(description=__doc__)
cli.add_argument("--bootstrap-servers", default="localhost:9092")
cli.add_argument("--config", type=settings, default={}, help="JSON file of librdkafka's settings: TLS, SASL")
cli.add_argument("--id", default=str(uuid.uuid4()), help="of the event; the same for an event that is sent again")
for text in ("--video-url", "--title", "--start", "--end"):
    cli.add_argument(text, required=True)
for name, kind in {"uid": str, "run_id": str, "style": str, "n": int, "mp4": pathlib.Path}.items():
    cli.add_argument(name, type=kind)
cli.add_argument("jpg", type=pathlib.Path, nargs="?")
a = cli.parse_args()
data = {"uid": a.uid, "run_id": a.run_id, "video_url": a.video_url, "style": a.style,
        "highlight": {"id": a.n, "title": a.title, "start": a.start, "end": a.end},
        "video": media(a.mp4), "thumbnail": media(a.jpg) if a.jpg else None}
headers = {"ce_specversion": "1.0", "ce_type": "ai.viralclip.clip.rendered.v1", "ce_source": "/pipeline/python",
           "ce_id": a.id, "ce_time": datetime.fromtimestamp(a.mp4.stat().st_mtime, timezone.utc).isoformat(),
           "ce_dataschema": "urn:viralclip:schema:clip-rendered.v1", "content-type": "application/json"}
producer = Producer({**a.config, "bootstrap.servers": a.bootstrap_servers, "acks": "all", "enable.idempotence": True,
                     "partitioner": "murmur2_random"})  # as Java's and kafkajs' producers spread the keys
producer.produce("clip-rendered", json.dumps(data), f"{a.uid}/{a.run_id}", headers=headers, on_delivery=delivered)
producer.flush()  # until it is delivered, or delivery.timeout.ms (five minutes) is over
print(a.id)
