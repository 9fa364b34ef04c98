{{/* One egress rule for (dict "ports" list "to" list); no destinations: any. */}}
{{- define "elch.egressRule" -}}
{{- if .ports }}
- ports:
    {{- range .ports }}
    - port: {{ int . }}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* DNS, broker and schema registry, which everything needs. Ports that values.yaml leaves out follow from the addresses. */}}
{{- define "elch.serverEgress" -}}
{{- $v := .Values -}}
{{- $policy := $v.networkPolicy -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
  {{- with $policy.dnsTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- $kafka := $policy.kafka.ports -}}
{{- if not $kafka -}}
{{- range splitList "," $v.kafka.bootstrapServers -}}
{{- $kafka = append $kafka (regexFind "[0-9]+$" (trim .) | default "9092" | int) -}}
{{- end -}}
{{- end }}
{{- include "elch.egressRule" (dict "ports" (uniq $kafka) "to" $policy.kafka.to) }}
{{- $registry := $policy.registry.ports | default (list (include "elch.urlPort" $v.registry.url | int)) }}
{{- include "elch.egressRule" (dict "ports" $registry "to" $policy.registry.to) }}
{{- end -}}

{{/* Where (dict "root" $ "service" name) may connect to. */}}
{{- define "elch.egress" -}}
{{- $v := .root.Values -}}
{{- $policy := $v.networkPolicy -}}
{{- include "elch.serverEgress" .root }}
{{- include "elch.egressRule" (dict "ports" $policy.mongodb.ports "to" $policy.mongodb.to) }}
{{- $https := eq .service "auth" }}
{{- $mail := list }}
{{- if eq .service "notification" }}
{{- $providers := list $v.notification.provider.primary $v.notification.provider.failover }}
{{- if has "sendgrid" $providers }}{{- $https = true }}{{- end }}
{{- if has "smtp" $providers }}
{{- $smtp := $v.notification.smtp }}
{{- $usual := get (dict "starttls" 587 "implicit" 465 "none" 25) $smtp.tls }}
{{- $mail = $policy.mail.ports | default (list (int $smtp.port | default $usual)) }}
{{- end }}
{{- end }}
{{- if eq .service "dlq" }}
{{- range list $v.dlq.alerts.webhook $v.dlq.alerts.slack }}{{- if .enabled }}{{- $https = true }}{{- end }}{{- end }}
{{- if get $v.dlq.config "elch.alerts.mail.to" }}
{{- $mail = $policy.mail.ports | default (list (get $v.dlq.config "elch.alerts.mail.port" | default 587 | int)) }}
{{- end }}
{{- end }}
{{- include "elch.egressRule" (dict "ports" $mail "to" $policy.mail.to) }}
{{- if and (ne .service "auth") $v.people.issuer }}
{{- if and $v.people.jwksUri (hasPrefix "https:" $v.people.jwksUri) }}{{- $https = true }}{{- end }}
- ports:
    - port: http
  to:
    - podSelector:
        matchLabels:
          {{- include "elch.selector" .root | nindent 10 }}
          app.kubernetes.io/component: auth
{{- end }}
{{- if and (eq .service "dlq") $v.dlq.mailPreview.enabled }}
- ports:
    - port: http
  to:
    - podSelector:
        matchLabels:
          {{- include "elch.selector" .root | nindent 10 }}
          app.kubernetes.io/component: notification
{{- end }}
{{- if eq .service "dlq" }}
- ports:
    - port: management
  to:
    {{- range $other := list "auth" "notification" }}
    - podSelector:
        matchLabels:
          {{- include "elch.selector" $.root | nindent 10 }}
          app.kubernetes.io/component: {{ $other }}
    {{- end }}
{{- end }}
{{- if $https }}
{{- include "elch.egressRule" (dict "ports" (list 443) "to" $policy.https.to) }}
{{- end }}
{{- with $policy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
