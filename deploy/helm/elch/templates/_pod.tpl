{{/* What a pod of (dict "root" $) may do: nothing that the restricted pod security standard forbids, and no more. */}}
{{- define "elch.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Probe of (dict "path" p "period" seconds "failures" n "timeout" seconds), on the management port. */}}
{{- define "elch.probe" -}}
httpGet:
  path: /actuator/health/{{ .path }}
  port: management
periodSeconds: {{ .period }}
timeoutSeconds: {{ .timeout }}
failureThreshold: {{ .failures }}
{{- end -}}

{{/* Image pull secrets, if any. */}}
{{- define "elch.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
