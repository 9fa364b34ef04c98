{{/* Settings of broker and registry as JSON: property to value. */}}
{{- define "elch.brokerProperties" -}}
{{- $v := .Values -}}
{{- $p := dict "spring.kafka.bootstrap-servers" $v.kafka.bootstrapServers "elch.registry.url" $v.registry.url -}}
{{- if ne $v.kafka.protocol "PLAINTEXT" -}}
{{- $_ := set $p "spring.kafka.security.protocol" $v.kafka.protocol -}}
{{- end -}}
{{- if hasPrefix "SASL_" $v.kafka.protocol -}}
{{- $_ := set $p "spring.kafka.properties.sasl.mechanism" $v.kafka.mechanism -}}
{{- end -}}
{{- if hasSuffix "SSL" $v.kafka.protocol -}}
{{- if $v.kafka.caSecret -}}{{- $_ := set $p "spring.kafka.ssl.trust-store-type" "PEM" -}}{{- end -}}
{{- if or (eq $v.kafka.protocol "SSL") $v.kafka.clientSecret -}}{{- $_ := set $p "spring.kafka.ssl.key-store-type" "PEM" -}}{{- end -}}
{{- end -}}
{{- $p | toJson -}}
{{- end -}}

{{/* The same and those of the database, which all services share. */}}
{{- define "elch.commonProperties" -}}
{{- $v := .Values -}}
{{- $p := include "elch.brokerProperties" . | fromJson -}}
{{- if $v.mongodb.caSecret -}}
{{- $_ := set $p "spring.mongodb.ssl.enabled" "true" -}}
{{- $_ := set $p "spring.mongodb.ssl.bundle" "mongodb" -}}
{{- end -}}
{{- $p | toJson -}}
{{- end -}}

{{/* Settings of (dict "root" $ "service" name) that are no secrets, as JSON: property to value. */}}
{{- define "elch.properties" -}}
{{- $root := .root -}}
{{- $v := $root.Values -}}
{{- $own := get $v .service -}}
{{- $name := include "elch.fullname" $root -}}
{{- $p := include "elch.commonProperties" $root | fromJson -}}
{{- $_ := set $p "spring.profiles.active" "production" -}}
{{- $_ := set $p "server.port" "8080" -}}
{{- $_ := set $p "management.server.port" (toString $v.management.port) -}}
{{- $_ := set $p "elch.start.patience" (printf "%vs" $own.startPatienceSeconds) -}}
{{- $_ := set $p "spring.lifecycle.timeout-per-shutdown-phase" (printf "%vs" $own.shutdown.phaseSeconds) -}}
{{- if eq .service "notification" -}}{{- $_ := set $p "elch.intake.grace" (printf "%vs" $own.shutdown.backgroundSeconds) -}}{{- end -}}

{{- if eq .service "auth" -}}
{{- $_ := set $p "elch.dispute-link.signing-key" $v.disputeLink.signingKey -}}
{{- range $role := list "viewers" "operators" "admins" "consoles" -}}
{{- with get $v.people $role -}}{{- $_ := set $p (printf "elch.people.%s" $role) (join "," .) -}}{{- end -}}
{{- end -}}
{{- with $v.people.issuer -}}{{- $_ := set $p "elch.people.issuer" . -}}{{- end -}}
{{- $_ := set $p "elch.people.audience" $v.people.audience -}}
{{- if or $v.people.viewers $v.people.operators $v.people.admins -}}{{- $_ := set $p "elch.people.storage-key" $v.people.storageKey -}}{{- end -}}
{{- with $own.trustedProxies -}}{{- $_ := set $p "elch.proxy.trusted" (join "," .) -}}{{- end -}}
{{- with $own.github.enterpriseUrl -}}
{{- $base := trimSuffix "/" . -}}
{{- $_ := set $p "spring.security.oauth2.client.provider.github.authorization-uri" (printf "%s/login/oauth/authorize" $base) -}}
{{- $_ := set $p "spring.security.oauth2.client.provider.github.token-uri" (printf "%s/login/oauth/access_token" $base) -}}
{{- $_ := set $p "spring.security.oauth2.client.provider.github.user-info-uri" (printf "%s/api/v3/user" $base) -}}
{{- $_ := set $p "elch.github.emails-uri" (printf "%s/api/v3/user/emails" $base) -}}
{{- end -}}
{{- end -}}

{{- if eq .service "notification" -}}
{{- $_ := set $p "elch.dispute-link.signing-key" $v.disputeLink.signingKey -}}
{{- $_ := set $p "elch.provider.primary" $own.provider.primary -}}
{{- with $own.provider.failover -}}{{- $_ := set $p "elch.provider.failover" . -}}{{- end -}}
{{- if has "smtp" (list $own.provider.primary $own.provider.failover) -}}
{{- $_ := set $p "elch.smtp.host" $own.smtp.host -}}
{{- $_ := set $p "elch.smtp.port" (toString $own.smtp.port) -}}
{{- $_ := set $p "elch.smtp.tls" $own.smtp.tls -}}
{{- if $own.smtp.caSecret -}}{{- $_ := set $p "elch.smtp.ssl-bundle" "smtp" -}}{{- end -}}
{{- end -}}
{{- with $own.sendgrid.webhookPublicKey -}}
{{- $_ := set $p "elch.sendgrid.webhook-public-key" . -}}
{{- $_ := set $p "elch.webhook.signing-key" $own.sendgrid.reportSigningKey -}}
{{- end -}}
{{- $_ := set $p "elch.mail.from" $own.mail.from -}}
{{- with $own.mail.fromName -}}{{- $_ := set $p "elch.mail.from-name" . -}}{{- end -}}
{{- $_ := set $p "elch.mail.app-name" $own.mail.appName -}}
{{- $_ := set $p "elch.mail.app-url" $own.mail.appUrl -}}
{{- $_ := set $p "elch.mail.zone" $own.mail.zone -}}
{{- if and $v.dlq.enabled $v.dlq.mailPreview.enabled -}}{{- $_ := set $p "elch.api.tokens.console.role" "operator" -}}{{- end -}}
{{- end -}}

{{- if eq .service "dlq" -}}
{{- with $v.people.issuer -}}{{- $_ := set $p "elch.console.sign-in" . -}}{{- end -}}
{{- if $own.mailPreview.enabled -}}
{{- $_ := set $p "elch.notification.url" (printf "http://%s-notification:%v" $name $v.notification.service.port) -}}
{{- end -}}
{{- range $other := list "notification" "auth" -}}
{{- if (get $v $other).enabled -}}{{- $_ := set $p (printf "elch.system.%s-url" $other) (printf "http://%s-%s-management:%v" $name $other $v.management.port) -}}{{- end -}}
{{- end -}}
{{- with $own.alerts.consoleUrl -}}{{- $_ := set $p "elch.alerts.console-url" . -}}{{- end -}}
{{- end -}}

{{- if ne .service "auth" -}}
{{- if $v.people.issuer -}}
{{- $jwks := $v.people.jwksUri | default (printf "http://%s-auth:%v/.well-known/jwks.json" $name $v.auth.service.port) -}}
{{- $_ := set $p "elch.jwt.jwks-uri" $jwks -}}
{{- $_ := set $p "elch.jwt.issuer" $v.people.issuer -}}
{{- $_ := set $p "elch.jwt.audience" $v.people.audience -}}
{{- end -}}
{{- end -}}
{{- range $v.apiTokens -}}{{- $_ := set $p (printf "elch.api.tokens.%s.role" .name) .role -}}{{- end -}}
{{- if and (eq .service "auth") $v.dlq.enabled $v.dlq.mailPreview.enabled -}}{{- $_ := set $p "elch.api.tokens.console.role" "viewer" -}}{{- end -}}
{{- if $v.monitoring.serviceMonitor.enabled -}}{{- $_ := set $p "elch.api.tokens.metrics.role" "viewer" -}}{{- end -}}

{{- range $property, $value := $own.config -}}{{- $_ := set $p $property (toString $value) -}}{{- end -}}
{{- $p | toJson -}}
{{- end -}}
