{{/* ExternalSecret that fetches (dict "root" $ "name" n "ids" list): the chart knows which keys it needs. */}}
{{- define "elch.externalSecret" -}}
{{- $external := .root.Values.externalSecrets -}}
apiVersion: {{ $external.apiVersion }}
kind: ExternalSecret
metadata:
  name: {{ .name }}
  labels:
    {{- include "elch.labels" .root | nindent 4 }}
spec:
  refreshInterval: {{ $external.refreshInterval }}
  secretStoreRef:
    kind: {{ $external.store.kind }}
    name: {{ $external.store.name }}
  target:
    name: {{ .name }}
    creationPolicy: Owner
  data:
    {{- range .ids }}
    - secretKey: {{ . }}
      remoteRef:
        key: {{ $external.remoteKey }}
        property: {{ . }}
    {{- end }}
{{- end -}}
