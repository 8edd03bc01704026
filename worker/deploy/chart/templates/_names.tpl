{{/* The release's name, with the chart's where that says nothing; short enough for what is derived from it. */}}
{{- define "worker.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "worker.selector" -}}
app.kubernetes.io/name: clip-storage-worker
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "worker.labels" -}}
{{ include "worker.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: worker
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "worker.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "worker.name" .) }}
{{- else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{- define "worker.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* What a schema cannot say: one value against another. */}}
{{- define "worker.check" -}}
{{- if gt (int .Values.replicas) (int .Values.partitions) }}
{{- fail (printf "replicas is %d, and there are only %d partitions: a worker without a partition does nothing and is never ready" (int .Values.replicas) (int .Values.partitions)) }}
{{- end }}
{{- if and .Values.keda.enabled (not .Values.keda.prometheusAddress) }}
{{- fail "keda.enabled needs keda.prometheusAddress: where the figures are that it scales by" }}
{{- end }}
{{- end }}
