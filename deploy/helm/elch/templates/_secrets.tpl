{{/*
Every secret that is needed, as a JSON list. This is the only place that knows them: environment, Secret, ExternalSecret and
checks are made from it.
  id        key in the release's Secret
  in        services that get it, or init for the job; empty: only Prometheus
  env       environment variable
  existing  Secret that holds it; empty: the release's own
  key       key in that Secret
  value     what values.yaml says
  path      where values.yaml says it
  outside   true: a Secret from outside is the only way
*/}}
{{- define "elch.secrets" -}}
{{- $v := .Values -}}
{{- $list := list -}}
{{- $services := include "elch.services" . | fromJsonArray -}}
{{- range $user := $services -}}
{{- $own := get $v $user -}}
{{- $existing := $own.mongodb.existingSecret -}}
{{- if not (or $existing $own.mongodb.uri) -}}{{- $existing = $v.mongodb.existingSecret -}}{{- end -}}
{{- $list = append $list (dict "id" (printf "mongodb-uri-%s" $user) "in" (list $user) "env" "SPRING_MONGODB_URI" "existing" $existing "key" $v.mongodb.uriKey "value" ($own.mongodb.uri | default $v.mongodb.uri) "path" "mongodb.uri") -}}
{{- if $v.mongodb.caSecret -}}
{{- $list = append $list (dict "id" (printf "mongodb-ca-%s" $user) "in" (list $user) "env" "SPRING_SSL_BUNDLE_PEM_MONGODB_TRUSTSTORE_CERTIFICATE" "existing" $v.mongodb.caSecret "key" $v.mongodb.caKey "outside" true) -}}
{{- end -}}
{{- end -}}
{{- range $user := $v.init.enabled | ternary (append $services "init") $services -}}
{{- $own := get $v $user -}}
{{- $strimziUser := "" -}}
{{- if and $v.strimzi.users.enabled (ne $user "init") -}}{{- $strimziUser = printf "%s-%s" (include "elch.fullname" $) $user -}}{{- end -}}
{{- if hasPrefix "SASL_" $v.kafka.protocol -}}
{{- $list = append $list (dict "id" (printf "kafka-jaas-config-%s" $user) "in" (list $user) "env" "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG" "existing" (coalesce $own.kafka.existingSecret $strimziUser $v.kafka.existingSecret) "key" $v.kafka.jaasConfigKey "outside" true "path" "kafka.existingSecret") -}}
{{- end -}}
{{- if hasSuffix "SSL" $v.kafka.protocol -}}
{{- if $v.kafka.caSecret -}}
{{- $list = append $list (dict "id" (printf "kafka-ca-%s" $user) "in" (list $user) "env" "SPRING_KAFKA_SSL_TRUSTSTORECERTIFICATES" "existing" $v.kafka.caSecret "key" $v.kafka.caKey "outside" true) -}}
{{- end -}}
{{- $client := coalesce $own.kafka.clientSecret (eq $v.kafka.protocol "SSL" | ternary $strimziUser "") $v.kafka.clientSecret -}}
{{- if $client -}}
{{- $list = append $list (dict "id" (printf "kafka-certificate-%s" $user) "in" (list $user) "env" "SPRING_KAFKA_SSL_KEYSTORECERTIFICATECHAIN" "existing" $client "key" $v.kafka.certificateKey "outside" true) -}}
{{- $list = append $list (dict "id" (printf "kafka-private-key-%s" $user) "in" (list $user) "env" "SPRING_KAFKA_SSL_KEYSTOREKEY" "existing" $client "key" $v.kafka.privateKeyKey "outside" true) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if $v.auth.enabled -}}
{{- $github := $v.auth.github -}}
{{- $list = append $list (dict "id" "github-client-id" "in" (list "auth") "env" "ELCH_GITHUB_CLIENT_ID" "existing" $github.existingSecret "key" $github.clientIdKey "value" $github.clientId "path" "auth.github.clientId") -}}
{{- $list = append $list (dict "id" "github-client-secret" "in" (list "auth") "env" "ELCH_GITHUB_CLIENT_SECRET" "existing" $github.existingSecret "key" $github.clientSecretKey "value" $github.clientSecret "path" "auth.github.clientSecret") -}}
{{- end -}}

{{- if and $v.auth.enabled (or $v.people.viewers $v.people.operators $v.people.admins) (not (get $v.auth.config "elch.people.signing-key")) -}}
{{- range $id := $v.people.storageKeyIds -}}
{{- $list = append $list (dict "id" (printf "storage-key-%s" $id) "in" (list "auth") "env" (printf "ELCH_PEOPLE_STORAGEKEYS_%s" (upper $id)) "existing" $v.people.existingSecret "key" (printf "storage-key-%s" $id) "value" (get $v.people.storageKeys $id) "path" (printf "people.storageKeys.%s" $id)) -}}
{{- end -}}
{{- end -}}

{{- range $id := $v.disputeLink.keyIds -}}
{{- $list = append $list (dict "id" (printf "dispute-link-%s" $id) "in" (list "auth" "notification") "env" (printf "ELCH_DISPUTELINK_KEYS_%s" (upper $id)) "existing" $v.disputeLink.existingSecret "key" $id "value" (get $v.disputeLink.keys $id) "path" (printf "disputeLink.keys.%s" $id)) -}}
{{- end -}}

{{- if $v.notification.enabled -}}
{{- $n := $v.notification -}}
{{- $list = append $list (dict "id" "suppression-pepper" "in" (list "notification") "env" "ELCH_SUPPRESSION_PEPPER" "existing" $n.suppression.existingSecret "key" $n.suppression.pepperKey "value" $n.suppression.pepper "path" "notification.suppression.pepper") -}}
{{- $providers := list $n.provider.primary $n.provider.failover -}}
{{- if has "smtp" $providers -}}
{{- if $n.smtp.login -}}
{{- $list = append $list (dict "id" "smtp-username" "in" (list "notification") "env" "ELCH_SMTP_USERNAME" "existing" $n.smtp.existingSecret "key" $n.smtp.usernameKey "value" $n.smtp.username "path" "notification.smtp.username") -}}
{{- $list = append $list (dict "id" "smtp-password" "in" (list "notification") "env" "ELCH_SMTP_PASSWORD" "existing" $n.smtp.existingSecret "key" $n.smtp.passwordKey "value" $n.smtp.password "path" "notification.smtp.password") -}}
{{- end -}}
{{- if $n.smtp.caSecret -}}
{{- $list = append $list (dict "id" "smtp-ca" "in" (list "notification") "env" "SPRING_SSL_BUNDLE_PEM_SMTP_TRUSTSTORE_CERTIFICATE" "existing" $n.smtp.caSecret "key" $n.smtp.caKey "outside" true) -}}
{{- end -}}
{{- end -}}
{{- if has "sendgrid" $providers -}}
{{- $list = append $list (dict "id" "sendgrid-api-key" "in" (list "notification") "env" "ELCH_SENDGRID_APIKEY" "existing" $n.sendgrid.existingSecret "key" $n.sendgrid.apiKeyKey "value" $n.sendgrid.apiKey "path" "notification.sendgrid.apiKey") -}}
{{- end -}}
{{- if $n.sendgrid.webhookPublicKey -}}
{{- range $id := $n.sendgrid.reportKeyIds -}}
{{- $list = append $list (dict "id" (printf "report-key-%s" $id) "in" (list "notification") "env" (printf "ELCH_WEBHOOK_KEYS_%s" (upper $id)) "existing" $n.sendgrid.existingSecret "key" (printf "report-key-%s" $id) "value" (get $n.sendgrid.reportKeys $id) "path" (printf "notification.sendgrid.reportKeys.%s" $id)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if $v.dlq.enabled -}}
{{- $preview := $v.dlq.mailPreview -}}
{{- if $preview.enabled -}}
{{- $list = append $list (dict "id" "console-token" "in" (list "dlq") "env" "ELCH_NOTIFICATION_TOKEN" "existing" $preview.existingSecret "key" $preview.tokenKey "value" $preview.token "path" "dlq.mailPreview.token") -}}
{{- if $v.auth.enabled -}}
{{- $list = append $list (dict "id" "console-token" "in" (list "dlq") "env" "ELCH_SYSTEM_AUTHTOKEN" "existing" $preview.existingSecret "key" $preview.tokenKey "value" $preview.token "path" "dlq.mailPreview.token") -}}
{{- end -}}
{{- $list = append $list (dict "id" "console-token-sha256" "in" (list "auth" "notification") "env" "ELCH_API_TOKENS_CONSOLE_SHA256" "existing" $preview.existingSecret "key" $preview.sha256Key "value" (empty $preview.token | ternary "" (sha256sum $preview.token)) "path" "dlq.mailPreview.token") -}}
{{- end -}}
{{- range $receiver := list "webhook" "slack" -}}
{{- $block := get $v.dlq.alerts $receiver -}}
{{- if $block.enabled -}}
{{- $list = append $list (dict "id" (printf "alert-%s" $receiver) "in" (list "dlq") "env" (printf "ELCH_ALERTS_%s" (upper $receiver)) "existing" $block.existingSecret "key" $block.urlKey "value" $block.url "path" (printf "dlq.alerts.%s.url" $receiver)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- range $token := $v.apiTokens -}}
{{- $list = append $list (dict "id" (printf "api-token-%s-sha256" $token.name) "in" (list "auth" "notification" "dlq") "env" (printf "ELCH_API_TOKENS_%s_SHA256" (upper $token.name)) "existing" ($token.existingSecret | default "") "key" ($token.key | default "sha256") "value" ($token.sha256 | default "") "path" (printf "apiTokens (%s).sha256" $token.name)) -}}
{{- end -}}

{{- if $v.monitoring.serviceMonitor.enabled -}}
{{- $m := $v.monitoring -}}
{{- $list = append $list (dict "id" "metrics-token" "in" (list) "env" "" "existing" $m.existingSecret "key" $m.tokenKey "value" $m.token "path" "monitoring.token") -}}
{{- $list = append $list (dict "id" "metrics-token-sha256" "in" (list "auth" "notification" "dlq") "env" "ELCH_API_TOKENS_METRICS_SHA256" "existing" $m.existingSecret "key" $m.sha256Key "value" (empty $m.token | ternary "" (sha256sum $m.token)) "path" "monitoring.token") -}}
{{- end -}}

{{- $list | toJson -}}
{{- end -}}

{{/* The secrets as environment variables of (dict "root" $ "service" name). */}}
{{- define "elch.secretEnv" -}}
{{- $own := include "elch.secretName" .root -}}
{{- range include "elch.secrets" .root | fromJsonArray -}}
{{- if has $.service .in }}
- name: {{ .env }}
  valueFrom:
    secretKeyRef:
      name: {{ .existing | default $own }}
      key: {{ empty .existing | ternary .id .key }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Ids and values of the secrets that the Secret of the release has to hold, as JSON. */}}
{{- define "elch.ownSecrets" -}}
{{- $data := dict -}}
{{- range include "elch.secrets" . | fromJsonArray -}}
{{- if not (or .existing .outside) -}}
{{- $_ := set $data .id (.value | default "") -}}
{{- end -}}
{{- end -}}
{{- $data | toJson -}}
{{- end -}}
