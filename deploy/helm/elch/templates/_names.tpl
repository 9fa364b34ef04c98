{{/* Name of the release's objects: at most 40 characters, so that every suffix fits into 63. */}}
{{- define "elch.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that select the pods of the whole release. */}}
{{- define "elch.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels of every object of the release. */}}
{{- define "elch.labels" -}}
{{ include "elch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: elch
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Enabled services, as JSON. */}}
{{- define "elch.services" -}}
{{- $services := list -}}
{{- range list "auth" "notification" "dlq" -}}
{{- if (get $.Values .).enabled -}}
{{- $services = append $services . -}}
{{- end -}}
{{- end -}}
{{- $services | toJson -}}
{{- end -}}

{{/* Image reference of (dict "root" $ "image" block). A digest wins over a tag. */}}
{{- define "elch.image" -}}
{{- $image := .image -}}
{{- $repository := $image.repository -}}
{{- with .root.Values.image.registry -}}
{{- $repository = printf "%s/%s" (trimSuffix "/" .) $image.repository -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (coalesce $image.tag .root.Values.image.tag .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* Environment variable of a Spring property: elch.dispute-link.signing-key is ELCH_DISPUTELINK_SIGNINGKEY. */}}
{{- define "elch.env" -}}
{{- . | replace "-" "" | replace "." "_" | replace "[" "_" | replace "]" "" | upper -}}
{{- end -}}

{{/* Port of a URL: its own, or the one of its scheme. */}}
{{- define "elch.urlPort" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- if $port -}}{{ $port }}{{- else if eq $url.scheme "https" -}}443{{- else -}}80{{- end -}}
{{- end -}}

{{/* Seconds that a pod of (dict "service" block) gets to stop: each phase in full, and ten to spare. */}}
{{- define "elch.grace" -}}
{{- $shutdown := .shutdown -}}
{{- $needed := add $shutdown.preStopSeconds $shutdown.backgroundSeconds $shutdown.phaseSeconds 10 -}}
{{- max $needed $shutdown.terminationGracePeriodSeconds -}}
{{- end -}}

{{/* Secret with what values.yaml says, or what stands for it. */}}
{{- define "elch.secretName" -}}
{{- .Values.secret.existingSecret | default (include "elch.fullname" .) -}}
{{- end -}}

{{/* Path that Ingress and route open to the outside: of notification-service only the reports of mail providers. */}}
{{- define "elch.publicPath" -}}
{{- eq . "notification" | ternary "/webhooks" "/" -}}
{{- end -}}
