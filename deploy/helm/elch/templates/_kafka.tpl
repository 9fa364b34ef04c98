{{/* Topics with the days that their records are kept, as JSON. A test compares them with the contract. */}}
{{- define "elch.topics" -}}
{{- dict
  "user-signed-in" 7
  "user-signed-in.retry-1s" 7
  "user-signed-in.retry-5s" 7
  "user-signed-in.retry-30s" 7
  "user-signed-in.retry-2m" 7
  "user-signed-in.retry-10m" 7
  "user-signed-in.dlt" 30
  "user-signed-in.replay" 7
  "notification-settled" 7
  "mail-events" 7
  | toJson -}}
{{- end -}}

{{/* Largest record of a topic in bytes: copies of a record carry headers, so their topics take more than the first. */}}
{{- define "elch.largestRecord" -}}
{{- hasPrefix "user-signed-in." . | ternary 10485760 1048576 -}}
{{- end -}}

{{/* What each service has to do on the broker, and no more, as JSON. */}}
{{- define "elch.acls" -}}
{{- $read := list "Read" "Describe" -}}
{{- $write := list "Write" "Describe" -}}
{{- $both := list "Read" "Write" "Describe" -}}
{{- $retries := list -}}
{{- range list "1s" "5s" "30s" "2m" "10m" -}}
{{- $retries = append $retries (dict "type" "topic" "name" (printf "user-signed-in.retry-%s" .) "operations" $both) -}}
{{- end -}}
{{- $looked := list -}}
{{- range keys (include "elch.topics" . | fromJson) | sortAlpha -}}
{{- if not (has . (list "user-signed-in.dlt" "user-signed-in.replay" "notification-settled")) -}}
{{- $looked = append $looked (dict "type" "topic" "name" . "operations" (list "Describe" "DescribeConfigs")) -}}
{{- end -}}
{{- end -}}
{{- $intake := get .Values.notification.config "elch.intake.group" | default "notification-service" -}}
{{- $reports := get .Values.notification.config "elch.webhook.group" | default "notification-service-mail-events" -}}
{{- $deadLetters := get .Values.dlq.config "elch.dlq.consumer-group" | default "dlq-service" -}}
{{- dict
  "auth" (list
    (dict "type" "topic" "name" "user-signed-in" "operations" $write))
  "notification" (concat (list
    (dict "type" "topic" "name" "user-signed-in" "operations" $both)
    (dict "type" "topic" "name" "user-signed-in.replay" "operations" $read)
    (dict "type" "topic" "name" "user-signed-in.dlt" "operations" $write)
    (dict "type" "topic" "name" "notification-settled" "operations" $write)
    (dict "type" "topic" "name" "mail-events" "operations" $both)
    (dict "type" "group" "name" $intake "operations" (list "Read"))
    (dict "type" "group" "name" (printf "%s-retry" $intake) "operations" (list "Read"))
    (dict "type" "group" "name" $reports "operations" (list "Read"))) $retries)
  "dlq" (concat (list
    (dict "type" "topic" "name" "user-signed-in.dlt" "operations" (append $read "DescribeConfigs"))
    (dict "type" "topic" "name" "user-signed-in.replay" "operations" (append $both "DescribeConfigs"))
    (dict "type" "topic" "name" "notification-settled" "operations" (append $read "DescribeConfigs"))
    (dict "type" "group" "name" $deadLetters "operations" (list "Read"))
    (dict "type" "group" "name" (printf "%s-settlements" $deadLetters) "operations" (list "Read"))) $looked)
  | toJson -}}
{{- end -}}
