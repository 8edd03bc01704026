{{/* Which series are this release's. */}}
{{- define "worker.series" -}}
{{- .Values.keda.selector | default (printf "job=\"clip-storage-worker\", namespace=\"%s\"" .Release.Namespace) }}
{{- end }}

{{/* The store's fault, not want of workers: more of them would ask it for more. */}}
{{- define "worker.storeFails" -}}
{{- $series := include "worker.series" . -}}
(
  max(clip_halted{ {{- $series -}} }) == 1
  or on ()
  sum(rate(clip_store_requests_total{ {{- $series -}} , result=~"throttled|denied|failed|no_answer"}[2m]))
    > 0.1 * sum(rate(clip_store_requests_total{ {{- $series -}} }[2m]))
)
{{- end }}

{{/* Unfinished records of all workers; while the store fails, as many as keep things as they are. */}}
{{- define "worker.unfinished" -}}
{{- $series := include "worker.series" . -}}
sum(clip_partition_unfinished_records{ {{- $series -}} } >= 0)
unless on ()
{{ include "worker.storeFails" . }}
or on ()
{{ .Values.keda.recordsPerWorker }} * count(clip_partitions_assigned{ {{- $series -}} })
{{- end }}

{{/*
Age of the oldest unfinished clip, where enough is unfinished for another worker to have something to do; otherwise 0. While
the store fails, the age that keeps things as they are.
*/}}
{{- define "worker.oldest" -}}
{{- $series := include "worker.series" . -}}
(
  max(clip_oldest_unfinished_age_seconds{ {{- $series -}} })
  and on ()
  sum(clip_partition_unfinished_records{ {{- $series -}} } >= 0)
    > {{ .Values.keda.waitingRecordsPerWorker }} * count(clip_partitions_assigned{ {{- $series -}} })
  or on ()
  0 * max(clip_oldest_unfinished_age_seconds{ {{- $series -}} })
)
unless on ()
{{ include "worker.storeFails" . }}
or on ()
{{ .Values.keda.oldestSeconds }} + 0 * max(clip_oldest_unfinished_age_seconds{ {{- $series -}} })
{{- end }}
